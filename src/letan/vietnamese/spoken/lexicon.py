"""Abbreviations of Vietnamese offices and papers, and foreign words, as they are said.

Keys keep their case where case carries meaning. What is read letter by letter by everybody
is written out here only when its letters have a customary name of their own.
"""

ISSUERS = {
    "CP": "chính phủ", "TTg": "thủ tướng chính phủ", "TTG": "thủ tướng chính phủ", "QH": "quốc hội",
    "UBTVQH": "ủy ban thường vụ quốc hội", "CTN": "chủ tịch nước", "VPCP": "văn phòng chính phủ",
    "HĐND": "hội đồng nhân dân", "UBND": "ủy ban nhân dân", "BCA": "bộ công an",
    "BTP": "bộ tư pháp",
    "BTC": "bộ tài chính", "BNV": "bộ nội vụ", "BYT": "bộ y tế", "BXD": "bộ xây dựng",
    "BCT": "bộ công thương", "BQP": "bộ quốc phòng", "BNG": "bộ ngoại giao",
    "BGDĐT": "bộ giáo dục và đào tạo", "BKHCN": "bộ khoa học và công nghệ",
    "BKHĐT": "bộ kế hoạch và đầu tư", "BTTTT": "bộ thông tin và truyền thông",
    "BGTVT": "bộ giao thông vận tải", "BVHTTDL": "bộ văn hóa, thể thao và du lịch",
    "BLĐTBXH": "bộ lao động thương binh và xã hội", "BNNMT": "bộ nông nghiệp và môi trường",
    "BTNMT": "bộ tài nguyên và môi trường", "BNNPTNT": "bộ nông nghiệp và phát triển nông thôn",
    "NHNN": "ngân hàng nhà nước", "BHXH": "bảo hiểm xã hội", "TCT": "tổng cục thuế",
    "LĐTBXH": "bộ lao động thương binh và xã hội", "TTPVHCC": "trung tâm phục vụ hành chính công",
    "VP": "văn phòng", "BPMC": "bộ phận một cửa", "SNV": "sở nội vụ", "STP": "sở tư pháp",
    "SYT": "sở y tế", "TU": "tỉnh ủy",
    "TANDTC": "tòa án nhân dân tối cao", "VKSNDTC": "viện kiểm sát nhân dân tối cao",
    "BDTTG": "bộ dân tộc và tôn giáo", "TW": "trung ương", "TƯ": "trung ương",
}  # fmt: skip

DOCUMENT_TYPES = {
    "NĐ": "nghị định", "TT": "thông tư", "TTLT": "thông tư liên tịch", "QĐ": "quyết định",
    "NQ": "nghị quyết", "CT": "chỉ thị", "CV": "công văn", "TB": "thông báo", "KH": "kế hoạch",
    "PL": "pháp lệnh", "HD": "hướng dẫn", "BC": "báo cáo", "TTr": "tờ trình",
    "VBHN": "văn bản hợp nhất",
}  # fmt: skip

ABBREVIATIONS = {
    **ISSUERS,
    "NĐ": "nghị định", "NQ": "nghị quyết", "QĐ": "quyết định",
    "VBQPPL": "văn bản quy phạm pháp luật",
    # papers
    "CCCD": "căn cước công dân", "CMND": "chứng minh nhân dân", "CMT": "chứng minh thư",
    "CMTND": "chứng minh thư nhân dân", "GKS": "giấy khai sinh", "ĐKKH": "đăng ký kết hôn",
    "GPLX": "giấy phép lái xe", "GCN": "giấy chứng nhận",
    "GCNQSDĐ": "giấy chứng nhận quyền sử dụng đất",
    "QSDĐ": "quyền sử dụng đất", "STT": "số thứ tự", "SHK": "sổ hộ khẩu",
    "HKTT": "hộ khẩu thường trú",
    "LLTP": "lý lịch tư pháp", "MST": "mã số thuế", "VB": "văn bản", "HS": "hồ sơ",
    "GTTT": "giấy tờ tùy thân", "GPXD": "giấy phép xây dựng", "ĐKKD": "đăng ký kinh doanh",
    "ĐKDN": "đăng ký doanh nghiệp", "ĐKX": "đăng ký xe", "ĐKY": "đăng ký",
    # offices and people
    "TTHC": "thủ tục hành chính", "HCC": "hành chính công", "PVHCC": "phục vụ hành chính công",
    "TTPVHCC": "trung tâm phục vụ hành chính công", "TTHCC": "trung tâm hành chính công",
    "DVC": "dịch vụ công", "DVCTT": "dịch vụ công trực tuyến", "DVCQG": "dịch vụ công quốc gia",
    "CSDL": "cơ sở dữ liệu", "CSDLQG": "cơ sở dữ liệu quốc gia",
    "MTTQ": "mặt trận tổ quốc", "UBMTTQ": "ủy ban mặt trận tổ quốc", "ĐBQH": "đại biểu quốc hội",
    "TAND": "tòa án nhân dân", "VKSND": "viện kiểm sát nhân dân", "CSGT": "cảnh sát giao thông",
    "PCCC": "phòng cháy chữa cháy", "CQT": "cơ quan thuế", "VPĐKĐĐ": "văn phòng đăng ký đất đai",
    "CBCC": "cán bộ công chức", "CBCCVC": "cán bộ công chức viên chức", "TDP": "tổ dân phố",
    "NCT": "người cao tuổi", "NKT": "người khuyết tật", "NCC": "người có công",
    "NNT": "người nộp thuế", "NLĐ": "người lao động", "HTX": "hợp tác xã", "HKD": "hộ kinh doanh",
    "DN": "doanh nghiệp", "TNHH": "trách nhiệm hữu hạn", "TNXP": "thanh niên xung phong",
    "GĐ": "giám đốc", "PGĐ": "phó giám đốc", "CT": "chủ tịch", "PCT": "phó chủ tịch",
    # subjects
    "TNLĐ": "tai nạn lao động", "BNN": "bệnh nghề nghiệp", "DSPHSK": "dưỡng sức phục hồi sức khỏe",
    "BHTNLĐ": "bảo hiểm tai nạn lao động", "CLN": "cây lâu năm",
    "BHYT": "bảo hiểm y tế", "BHTN": "bảo hiểm thất nghiệp", "BTXH": "bảo trợ xã hội",
    "TGXH": "trợ giúp xã hội", "KCB": "khám chữa bệnh", "KT-XH": "kinh tế xã hội",
    "GTGT": "giá trị gia tăng", "TNCN": "thu nhập cá nhân", "TNDN": "thu nhập doanh nghiệp",
    "NSNN": "ngân sách nhà nước", "NVQS": "nghĩa vụ quân sự", "ATTP": "an toàn thực phẩm",
    "VSATTP": "vệ sinh an toàn thực phẩm", "ANTT": "an ninh trật tự", "CNTT": "công nghệ thông tin",
    "BĐS": "bất động sản", "THPT": "trung học phổ thông", "THCS": "trung học cơ sở",
    "GDĐT": "giáo dục đào tạo",
    # contact, time, money
    "SĐT": "số điện thoại", "ĐTDĐ": "điện thoại di động", "ĐT": "điện thoại", "STK": "số tài khoản",
    "CN": "chủ nhật", "VNĐ": "đồng", "VND": "đồng", "USD": "đô la mỹ", "ĐVT": "đơn vị tính",
    # places
    "VN": "việt nam", "TPHCM": "thành phố hồ chí minh", "TP.HCM": "thành phố hồ chí minh",
    "HCM": "hồ chí minh", "HN": "hà nội", "TP": "thành phố", "CHXHCN": "cộng hòa xã hội chủ nghĩa",
    "XHCN": "xã hội chủ nghĩa", "KP": "khu phố", "KDC": "khu dân cư",
    "TPHN": "thành phố hà nội", "Tp": "thành phố", "KCN": "khu công nghiệp", "QL": "quốc lộ",
    "ĐVHC": "đơn vị hành chính",
}  # fmt: skip

DOTTED = {
    "TP.": "thành phố", "Tp.": "thành phố", "tp.": "thành phố", "TX.": "thị xã", "TT.": "thị trấn",
    "T.Ư": "trung ương", "Q.": "quận", "H.": "huyện", "P.": "phường", "X.": "xã", "Đ.": "đường",
    "Kp.": "khu phố",
    "KP.": "khu phố", "ĐT.": "điện thoại", "Ths.": "thạc sĩ", "ThS.": "thạc sĩ", "TS.": "tiến sĩ",
    "BS.": "bác sĩ", "GS.": "giáo sư", "PGS.": "phó giáo sư", "LS.": "luật sư", "KS.": "kỹ sư",
    "CN.": "cử nhân", "v.v.": "vân vân", "v.v": "vân vân", "Đ/c": "địa chỉ", "đ/c": "địa chỉ",
    "K/g": "kính gửi", "T/M": "thay mặt", "TM.": "thay mặt", "KT.": "ký thay", "tr.": "trang",
    "Tel.": "điện thoại", "vs.": "với",
}  # fmt: skip
"""Abbreviations whose dot or stroke belongs to them; a dot here ends no sentence."""

LETTERED = {
    "ATM": "a tê em", "SMS": "ét em ét", "OTP": "ô tê pê", "QR": "quy rờ", "HIV": "hát i vê",
    "PDF": "pê đê ép", "USB": "u ét bê", "PIN": "pin", "VIP": "víp", "ID": "ai đi", "IT": "ai ti",
    "TV": "ti vi", "AI": "ây ai", "VNeID": "vê nờ e ai đi", "eID": "e ai đi",
    "VssID": "vê ét ét ai đi",
    "VSSID": "vê ét ét ai đi", "VNEID": "vê nờ e ai đi", "NFC": "en ép xê", "PC": "pê xê",
    "GPS": "gi pi ét", "ISO": "i sô", "CEO": "xi i ô", "OK": "ô kê", "XML": "ích em eo",
    "MB": "mê ga bai", "GB": "ghi ga bai", "COVID": "cô vít", "UNESCO": "u nét cô",
    "ASEAN": "a xê an",
    "JPG": "gi pê giê", "JPEG": "gi pê giê", "PNG": "pê nờ giê", "DOCX": "đốc ích", "DOC": "đốc",
    "AIDS": "ết", "PCR": "pi xi a", "APEC": "a pếch", "WHO": "vê kép hát o", "DNA": "đê nờ a",
    "ODA": "ô đê a", "GDP": "gờ đê pê", "ADN": "a đê en", "VNPT": "vê nờ pê tê", "EVN": "e vê nờ",
}  # fmt: skip

HOST_LABELS = {
    "dichvucong": "dịch vụ công", "gov": "gốp", "com": "com", "vn": "vê nờ", "net": "nét",
    "org": "o rờ giê",
    "edu": "e đu", "hotro": "hỗ trợ", "lienhe": "liên hệ", "chinhphu": "chính phủ",
    "bocongan": "bộ công an", "baohiemxahoi": "bảo hiểm xã hội", "hanoi": "hà nội",
    "tphcm": "thành phố hồ chí minh", "hochiminhcity": "hồ chí minh xi ti", "danang": "đà nẵng",
    "thutuc": "thủ tục", "hanhchinh": "hành chính", "vneid": "vê nờ e ai đi", "gmail": "gi meo",
    "yahoo": "da hu", "outlook": "ao lúc", "zalo": "da lô", "facebook": "phây búc", "me": "mi",
    "motcua": "một cửa", "tiepdan": "tiếp dân", "congan": "công an", "ubnd": "ủy ban nhân dân",
    "phuong": "phường", "vanphong": "văn phòng", "tuphap": "tư pháp", "thue": "thuế",
}  # fmt: skip

COMPOUNDS = {
    "GD-ĐT": "giáo dục và đào tạo", "GD&ĐT": "giáo dục và đào tạo",
    "LĐ-TB&XH": "lao động thương binh và xã hội", "LĐTB&XH": "lao động thương binh và xã hội",
    "LĐ-TBXH": "lao động thương binh và xã hội", "TN&MT": "tài nguyên và môi trường",
    "NN&MT": "nông nghiệp và môi trường", "NN&PTNT": "nông nghiệp và phát triển nông thôn",
    "KH&ĐT": "kế hoạch và đầu tư", "KH&CN": "khoa học và công nghệ",
    "TT&TT": "thông tin và truyền thông", "VH-TT": "văn hóa thông tin",
    "VH&TT": "văn hóa và thể thao", "VH,TT&DL": "văn hóa, thể thao và du lịch",
    "VHTT&DL": "văn hóa, thể thao và du lịch", "BV&CSSK": "bảo vệ và chăm sóc sức khỏe",
    "DS-KHHGĐ": "dân số kế hoạch hóa gia đình", "KT-XH": "kinh tế xã hội",
    "PCCC&CNCH": "phòng cháy chữa cháy và cứu nạn cứu hộ", "TN&TKQ": "tiếp nhận và trả kết quả",
    "TN-TKQ": "tiếp nhận và trả kết quả", "TP.HCM": "thành phố hồ chí minh",
    "AN-QP": "an ninh quốc phòng", "QP-AN": "quốc phòng an ninh",
}  # fmt: skip
"""Offices and fields whose abbreviation holds a sign."""

POLICE_ROOMS = (
    "CSGT",
    "QLHC",
    "QLXNC",
    "TN&MT",
    "LĐTBXH",
    "GD&ĐT",
    "TC-KH",
    "TCKH",
    "PC06",
    "PC08",
)
"""After "P." these are rooms of an office ("phòng"), not wards."""

UNITS = {
    "km": "ki lô mét", "m": "mét", "cm": "xen ti mét", "mm": "mi li mét", "m2": "mét vuông",
    "km2": "ki lô mét vuông", "m3": "mét khối", "ha": "héc ta", "kg": "ki lô gam", "g": "gam",
    "l": "lít", "ml": "mi li lít", "kw": "ki lô oát", "kwh": "ki lô oát giờ", "°c": "độ xê",
    "°": "độ", "%": "phần trăm", "'": "phút", "km/h": "ki lô mét một giờ",
    "gb": "ghi ga bai", "mb": "mê ga bai",
    "cc": "phân khối", "s": "giây", "kb": "ki lô bai", "v": "vôn", "kv": "ki lô vôn", "w": "oát",
    "hz": "héc", "€": "ơ rô", "eur": "ơ rô", "tb": "tê ra bai",
}  # fmt: skip
"""Units that follow a number, lower case."""
