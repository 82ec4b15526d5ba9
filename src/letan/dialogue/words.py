"""The robot's own lines. {you} and {me} are filled by `Address`; answers come from the faq."""

from letan.kernel.text import Text

GREETING = Text(
    "Dạ, {me} chào {you} ạ. {Me} chỉ giấy tờ, lệ phí, các bước, và dẫn {you} đến đúng quầy. "
    "{You} cần gì ạ?",
    "Hello. I tell you about papers, fees and steps, and lead you to the right counter. "
    "What do you need?",
)
OFFER_TO_LEAD = Text("{Me} dẫn {you} đến đó nhé?", "Shall I take you there?")
MORE_FACETS = Text(
    "{You} cần nghe thêm về {facets} thì bảo {me} ạ.", "I can also tell you about {facets}."
)
FACETS_OR_LEAD = Text(
    "{You} nghe thêm {facets}, hay để {me} dẫn {you} đến đó ạ?",
    "Shall I tell you about {facets}, or take you there?",
)
FACET_NAMES: dict[str, Text] = {
    "documents": Text("giấy tờ", "the documents"),
    "steps": Text("các bước", "the steps"),
    "fee": Text("lệ phí", "the fee"),
    "time": Text("thời gian", "the time it takes"),
}
"""What is offered after a short answer, in this order."""
OR = Text("hay", "or")

# Words between
ASK_AWAY = Text("Dạ, {you} hỏi việc gì ạ?", "Yes, what would you like to ask?")
TAKE_YOUR_TIME = Text("Dạ, {you} cứ từ từ ạ.", "Take your time.")
NO_MATTER = Text("Dạ, không sao đâu ạ.", "No problem.")
NOT_FAR = Text("Dạ gần thôi, ở ngay trong sảnh này ạ.", "It is near, in this hall.")
I_SEE = Text("Dạ vâng ạ.", "I see.")
CASE_NOT_SURE = Text(
    "Trường hợp này {me} chưa chắc, {you} hỏi cán bộ ở quầy giúp {me} ạ.",
    "I am not sure about that case; please ask the officer at the counter.",
)
CASE_ASK_THERE = Text(
    "Trường hợp này {me} chưa chắc ạ. {Me} dẫn {you} đến quầy hỏi cho chắc nhé?",
    "I am not sure about that case. Shall I take you to the counter to ask?",
)

# Choices and cases
CHOICE_LIST = Text(
    "{You} hỏi việc nào ạ: {choices}? {You} nói số thứ tự, hoặc chạm vào màn hình cũng được ạ.",
    "Which of these do you mean: {choices}? Say the number, or touch the screen.",
)
IS_IT_THIS = Text("Có phải {you} hỏi {title} không ạ?", "Do you mean {title}?")
CHOICES_AGAIN = Text(
    "Vậy có phải một trong các việc này không ạ: {choices}?", "Then is it one of these: {choices}?"
)
CHOICE = (
    Text("thứ nhất là {title}", "first, {title}"),
    Text("thứ hai là {title}", "second, {title}"),
    Text("thứ ba là {title}", "third, {title}"),
)
CASES_HINT = Text(
    "{cases} thì khác, {you} nói {me} biết nhé.",
    "{cases}: that is different, please tell me.",
)
WHICH_CASE = Text(
    "Để {me} chỉ cho đúng: có phải trường hợp {cases} không ạ?",
    "So that I tell you the right thing: is it {cases}?",
)

# Explaining part by part
FIRST_STEP = Text(
    "{title} có {count} bước. Bước một: {part}.", "{title}: {count} steps. One: {part}."
)
STEP = Text("Bước {number}: {part}.", "Step {number}: {part}.")
DOCUMENT = Text("Giấy tờ thứ {number}: {part}.", "Document {number}: {part}.")
SAY_NEXT = Text(
    "Nghe xong, {you} nói «tiếp» để {me} nói bước sau ạ.", "Say «next» when you are ready."
)
NEXT_ONE = Text("{You} nói «tiếp» khi cần nghe tiếp ạ.", "Say «next» to go on.")
LAST_PART = Text("Thế là hết rồi ạ.", "That is all.")
ONLY_SO_MANY = Text("Chỉ có {count} {what} thôi ạ.", "There are only {count} {what}.")
PARTS = {"steps": Text("bước", "steps"), "documents": Text("loại giấy tờ", "documents")}
NO_PART_BEFORE = Text("Đây là phần đầu tiên rồi ạ.", "This is the first one.")

# Leading
LEADING = Text(
    "Vâng, mời {you} đi theo {me}. {Me} đi chậm thôi ạ.", "Please follow me; I go slowly."
)
WAITING_FOR_YOU = Text("{You} ơi, {me} đợi {you} ở đây ạ.", "I am waiting for you here.")
MAY_WE_PASS = Text("Dạ, cho {me} xin đường một chút ạ.", "Excuse me, may we pass, please?")
TURN_LEFT = Text("Mình rẽ trái ở đây ạ.", "We turn left here.")
TURN_RIGHT = Text("Mình rẽ phải ở đây ạ.", "We turn right here.")
ARRIVED = Text(
    "Đến nơi rồi ạ. {You} còn cần gì nữa không, nếu không thì {me} xin phép quay lại chỗ "
    "đón khách ạ.",
    "Here we are. Is there anything else? If not, I am going back to the entrance.",
)
HERE = Text("Đến nơi rồi ạ.", "Here we are.")
LEAD_WHERE = Text("{You} muốn đến quầy nào, hoặc làm thủ tục gì ạ?", "Where would you like to go?")
LEAD_FAILED = Text(
    "Xin lỗi, {me} chưa đi tiếp được. {Me} mời cán bộ ra giúp {you} ngay ạ.",
    "Sorry, I cannot go on. I am calling an officer to help you.",
)
LOST_VISITOR = Text(
    "{Me} không thấy {you} nữa. {You} cần gì, mời {you} quay lại chỗ đón khách ạ.",
    "I cannot see you any more. If you need me, please come back to the entrance.",
)
CANNOT_LEAD = Text(
    "Ở đây {me} chưa đi cùng được. {You} xem bản đồ trên màn hình giúp {me} ạ.",
    "I cannot walk with you here. Please look at the map on the screen.",
)
WAIT_FOR_ME = Text("Dạ, {me} đi chậm lại, {you} cứ từ từ ạ.", "I will slow down. Take your time.")
STAND_STILL = Text("Dạ, {me} đứng lại rồi ạ.", "I have stopped.")
SORRY_PASS_ON = Text(
    "{Me} xin lỗi {you}. {Me} ghi lại lời này rồi chuyển cho cán bộ phụ trách nhé?",
    "I am sorry. Shall I write this down and pass it on to the officer in charge?",
)
DECLINED = Text("Dạ vâng. {You} cần gì nữa, cứ hỏi {me} ạ.", "All right. Ask me whenever you like.")

# The ladder when it is unsure
SAY_AGAIN = Text(
    "Xin lỗi, {me} chưa nghe rõ. {You} nói lại giúp {me}, hoặc chạm vào màn hình ạ.",
    "Sorry, I did not catch that. Please say it again, or touch the screen.",
)
SAY_DIFFERENTLY = Text(
    "Việc này {me} chưa chắc ạ. {You} nói ngắn lại giúp {me}, ví dụ «làm khai sinh», "
    "hay để {me} mời cán bộ nhé?",
    "I am not sure about this. Please say it in a few words, for example «birth certificate», "
    "or shall I call an officer?",
)
NOT_SURE = Text(
    "Xin lỗi, {me} vẫn chưa hiểu ý {you}. {Me} đang mời cán bộ ra giúp, trong lúc chờ {you} có thể "
    "chọn việc trên màn hình ạ.",
    "Sorry, I still do not understand. I am calling an officer; meanwhile you can choose on the "
    "screen.",
)
SLOW_ANSWER = Text(
    "Xin lỗi, {me} chưa tìm được câu trả lời. {You} hỏi lại giúp {me} ạ.",
    "Sorry, I could not find the answer. Please ask me again.",
)

# Officers
STAFF_COMES = Text(
    "{Me} đã gọi cán bộ đến giúp {you}. {You} chờ một chút ạ.",
    "I have called an officer to help you. Please wait a moment.",
)
STAFF_STILL_COMES = Text(
    "Dạ, {me} gọi rồi, cán bộ đang thu xếp ra. {You} chờ thêm chút nữa giúp {me} ạ.",
    "I have called, and an officer is on the way. Please wait a little longer.",
)
STAFF_ANSWERED = Text("Cán bộ đang ra gặp {you} ạ.", "An officer is coming to you now.")
CALLED_OFF = Text(
    "Dạ, {me} báo cán bộ không phải ra nữa ạ. {You} cần gì, cứ hỏi {me} ạ.",
    "All right, I have told the officer not to come. Ask me whenever you like.",
)
STAFF_BUSY = Text(
    "Cán bộ chưa ra được ngay, {you} thông cảm ạ. Ở bàn hướng dẫn luôn có người.",
    "The officers are busy just now, sorry. There is somebody at the information desk.",
)
STILL_URGENT = Text(
    "{Me} vẫn đang gọi cán bộ. Nếu nguy kịch, xin gọi ngay một một năm. Nhờ ai ở gần ra bàn hướng "
    "dẫn báo giúp {me} ạ.",
    "I am still calling. If it is life-threatening, call 115. Please let somebody run to the "
    "information desk.",
)
STILL_IN_DANGER = Text(
    "{Me} vẫn đang gọi cán bộ. Nếu nguy hiểm, xin gọi công an số một một ba. Nhờ ai ở gần ra bàn "
    "hướng dẫn báo giúp {me} ạ.",
    "I am still calling. If there is danger, call the police on 113. Please let somebody run to "
    "the information desk.",
)
EMERGENCY = Text(
    "{You} bình tĩnh ạ, {me} đang gọi cán bộ đến ngay.",
    "Please stay calm. I am calling an officer right now.",
)

# The voice
STOPPED = Text("Dạ.", "Yes.")
NOTHING_TO_REPEAT = Text("{Me} chưa nói gì ạ. {You} cần hỏi gì ạ?", "What would you like to ask?")
HOW_CAN_I_HELP = Text("{You} cần {me} giúp gì ạ?", "How can I help you?")
ANYTHING_ELSE = Text("{You} còn cần {me} giúp gì nữa không ạ?", "Is there anything else?")
GO_AHEAD = Text("Dạ, {you} cần gì nữa ạ?", "Yes, what else do you need?")
SLOWER = Text("Dạ, {me} nói chậm lại ạ.", "I will speak more slowly.")
LOUDER = Text("Dạ, {me} nói to hơn ạ.", "I will speak up.")
SOFTER = Text("Dạ, {me} nói nhỏ lại ạ.", "I will speak more softly.")
ENGLISH = Text(
    "Dạ, {me} chuyển sang tiếng Anh ạ.",
    "I will speak English now. You can touch the screen or type to ask.",
)
VIETNAMESE = Text("Dạ, {me} nói tiếng Việt ạ.", "I will speak Vietnamese now.")

# Queue numbers
OFFER_TICKET = Text("{Me} lấy số luôn cho {you} nhé?", "Shall I get you a number?")
TICKET_FOR = Text(
    "Dạ, {you} làm việc gì để {me} lấy đúng số ạ?", "Which procedure do you need the number for?"
)
TICKET = Text("Số của {you} là {number}.", "Your number is {number}.")
TICKET_WAIT = Text(
    "Phía trước còn {waiting} người, chờ khoảng {minutes} phút ạ.",
    "{waiting} people are before you; about {minutes} minutes.",
)
TICKET_NEXT = Text("Sắp đến lượt {you} rồi ạ.", "You are next.")
NO_TICKET = Text(
    "{Me} chưa lấy được số. Mời {you} lấy ở máy gần cửa, hoặc hỏi bàn hướng dẫn ạ.",
    "I could not get a number. Please take one at the machine, or ask at the desk.",
)

# Codes that are held before the camera
TICKET_SHOWN = Text(
    "Dạ, {me} thấy số {number} rồi. Khi nào gọi đến số này, mời {you} vào quầy ạ.",
    "I see your number, {number}. Please go to the counter when it is called.",
)
PUT_CARD_AWAY = Text(
    "Đây là thẻ căn cước, {me} không đọc và không lưu gì trên thẻ. {You} cất thẻ đi giúp {me} ạ.",
    "This is an identity card. I neither read nor keep what is on it. Please put it away.",
)
UNKNOWN_CODE = Text(
    "Mã này {me} không dùng được ạ. {You} cần gì, cứ nói với {me} nhé.",
    "I cannot use this code. Please tell me what you need.",
)

# Praise, complaints, rating, farewell
OFFER_TO_PASS_ON = Text(
    "{You} muốn góp ý ngay, {me} ghi lại rồi chuyển cho cán bộ được không ạ?",
    "Would you like to tell me now? I will write it down and pass it on.",
)
TELL_ME = Text(
    "Dạ, {you} nói đi ạ, {me} nghe đây. {You} không cần nói tên hay số điện thoại đâu ạ.",
    "Please go ahead; no name or telephone number is needed.",
)
PASSED_ON = Text(
    "Dạ, {me} ghi lại rồi và sẽ chuyển cho cán bộ phụ trách. {Me} cảm ơn {you} ạ.",
    "I have written it down and will pass it on. Thank you.",
)
SORRY_STAFF = Text(
    "{Me} xin lỗi {you}. {Me} mời cán bộ ra giúp {you} nhé?",
    "I am sorry. Shall I call an officer for you?",
)
RATE_US = Text(
    "Nếu tiện, {you} chấm giúp {me} từ một đến năm sao ạ.",
    "If you like, please rate me from one to five stars.",
)
THANKS_FOR_RATING = Text("{Me} cảm ơn {you} đã góp ý ạ.", "Thank you for your rating.")
SORRY_FOR_RATING = Text(
    "{Me} cảm ơn {you}. Có gì chưa vừa ý, {you} cứ nói, {me} chuyển cho cán bộ ạ.",
    "Thank you. If something was wrong, tell me and I will pass it on.",
)
FAREWELL = Text("Dạ, {me} chào {you} ạ.", "Goodbye.")

COUNTS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
"""Numbers of steps as they are spoken; beyond, figures."""
ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")


def steps_left(steps: int) -> Text:
    """Say how far it still is, in an old person's steps."""
    about = 5 * max(1, round(steps / 5))
    return Text(f"Còn khoảng {about} bước nữa là đến ạ.", f"About {about} more steps.")
