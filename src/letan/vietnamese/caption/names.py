"""How names and short forms are written that a recogniser gives in small letters or by sound."""

from letan.vietnamese.spoken.letters import is_syllable, spell
from letan.vietnamese.spoken.lexicon import ABBREVIATIONS, LETTERED

_SOUNDED = {
    "vê nờ e ai đi": "VNeID", "vi en ai đi": "VNeID", "vi en i ai đi": "VNeID",
    "vê en ai đi": "VNeID", "vê nờ ai đi": "VNeID", "v n e i d": "VNeID",
    "vê nờ i đê": "VNeID", "vi nây ai đi": "VNeID",
    "vê ét ét ai đi": "VssID", "xê xê xê dê": "CCCD", "xê xê xê đê": "CCCD", "xê em en dê": "CMND",
    "bê hát y tê": "BHYT", "bê hát xê hát": "BHXH", "u bê en dê": "UBND", "u bê nờ đê": "UBND",
    "quy rờ": "QR", "kiu a": "QR", "ô tê pê": "OTP", "ô ti pi": "OTP", "a tê em": "ATM",
    "pê đê ép": "PDF", "da lô": "Zalo", "gia lô": "Zalo", "gu gồ": "Google", "phây búc": "Facebook",
    "oai phai": "wifi", "quai phai": "wifi", "i meo": "email", "on lai": "online",
    "in tơ nét": "internet", "mô mô": "MoMo", "viết teo": "Viettel", "oép sai": "website",
    "hát i vê": "HIV", "xê tê không một": "CT01", "ca tê ba": "KT3", "a đê en": "ADN",
    "ki ốt": "ki-ốt", "tích tốc": "TikTok", "du túp": "YouTube", "diu túp": "YouTube",
}  # fmt: skip
_CASED = {
    "vneid": "VNeID", "vssid": "VssID", "zalo": "Zalo", "google": "Google", "facebook": "Facebook",
    "momo": "MoMo", "vietcombank": "Vietcombank", "agribank": "Agribank", "viettel": "Viettel",
    "vnpt": "VNPT", "tiktok": "TikTok", "youtube": "YouTube", "ihanoi": "iHanoi", "tết": "Tết",
    "covid": "Covid", "iphone": "iPhone",
}  # fmt: skip
_PLACES = """
việt nam; hà nội; hồ chí minh; sài gòn; đà nẵng; hải phòng; cần thơ; huế; thừa thiên huế;
hà giang; cao bằng; bắc kạn; tuyên quang; lào cai; yên bái; lai châu; sơn la; điện biên;
hòa bình; thái nguyên; lạng sơn; quảng ninh; bắc giang; phú thọ; vĩnh phúc; bắc ninh; hải dương;
hưng yên; thái bình; hà nam; nam định; ninh bình; thanh hóa; nghệ an; hà tĩnh; quảng bình;
quảng trị; quảng nam; quảng ngãi; bình định; phú yên; khánh hòa; ninh thuận; bình thuận;
kon tum; gia lai; đắk lắk; đắk nông; lâm đồng; bình phước; tây ninh; bình dương; đồng nai;
vũng tàu; long an; tiền giang; bến tre; trà vinh; vĩnh long; đồng tháp; an giang; kiên giang;
hậu giang; sóc trăng; bạc liêu; cà mau; hoa kỳ; trung quốc; hàn quốc; nhật bản; đài loan;
campuchia; thái lan; hà đông; cầu giấy; đống đa; hoàn kiếm; ba đình; thanh xuân; long biên;
gia lâm; đông anh; sóc sơn; thủ đức; gò vấp; tân bình; bình thạnh; phú nhuận
"""

PHRASES: dict[tuple[str, ...], str] = {
    **{tuple(said.split()): written for said, written in _SOUNDED.items()},
    **{
        tuple(spell(short).split()): short
        for short in ("CCCD", "CMND", "UBND", "HĐND", "BHYT", "BHXH", "BHTN", "HKTT", "GPLX")
    },
    **{tuple(name.split()): name.strip().title() for name in _PLACES.replace("\n", " ").split(";")},
}
"""Runs of words and how they are written."""
LONGEST = max(map(len, PHRASES))


def written_word(word: str) -> str:
    """Return one word as it is written: "cccd" → "CCCD", "vneid" → "VNeID", others as they are."""
    if word in _CASED:
        return _CASED[word]
    if len(word) > 1 and not is_syllable(word):
        upper = word.upper()
        if upper in ABBREVIATIONS or upper in LETTERED:
            return upper
    return word
