"""The robot's own lines. {you} and {me} are filled by `Address`; answers come from the faq."""

from letan.kernel.text import Text

GREETING = Text(
    "Dạ, {me} chào {you} ạ. {You} cần làm thủ tục gì, cứ nói với {me} nhé.",
    "Hello. Tell me what you need, and I will show you the way.",
)
OFFER_TO_LEAD = Text("{Me} dẫn {you} đến đó nhé?", "Shall I take you there?")
WHICH_ONE = Text("{You} hỏi về việc nào trong các việc này ạ?", "Which of these do you mean?")
LEADING = Text("Vâng, mời {you} đi theo {me} ạ.", "Please follow me.")
WAITING_FOR_YOU = Text("{You} ơi, {me} đợi {you} ở đây ạ.", "I am waiting for you here.")
ARRIVED = Text(
    "Đến nơi rồi ạ. {Me} xin phép quay lại chỗ đón khách, chúc {you} làm việc thuận lợi.",
    "Here we are. I am going back to the entrance. Have a good day.",
)
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
DECLINED = Text("Dạ vâng. {You} cần gì nữa, cứ hỏi {me} ạ.", "All right. Ask me whenever you like.")
SAY_AGAIN = Text(
    "Xin lỗi, {me} chưa nghe rõ. {You} nói lại giúp {me}, hoặc chạm vào màn hình ạ.",
    "Sorry, I did not catch that. Please say it again, or touch the screen.",
)
STAFF_COMES = Text(
    "{Me} đã mời cán bộ đến giúp {you}. {You} chờ một chút ạ.",
    "I have called an officer to help you. Please wait a moment.",
)
NOT_SURE = Text(
    "Xin lỗi, {me} chưa hiểu ý {you}. {Me} mời cán bộ đến giúp {you} ngay ạ.",
    "Sorry, I do not understand. I am calling an officer to help you.",
)
SLOW_ANSWER = Text(
    "Xin lỗi, {me} chưa tìm được câu trả lời. {You} hỏi lại giúp {me} ạ.",
    "Sorry, I could not find the answer. Please ask me again.",
)
STOPPED = Text("Dạ.", "Yes.")
NOTHING_TO_REPEAT = Text("{Me} chưa nói gì ạ. {You} cần hỏi gì ạ?", "What would you like to ask?")
ANYTHING_ELSE = Text("{You} còn cần {me} giúp gì nữa không ạ?", "Is there anything else?")
SLOWER = Text("Dạ, {me} nói chậm lại ạ.", "I will speak more slowly.")
LOUDER = Text("Dạ, {me} nói to hơn ạ.", "I will speak up.")
SOFTER = Text("Dạ, {me} nói nhỏ lại ạ.", "I will speak more softly.")
ENGLISH = Text(
    "Dạ, {me} chuyển sang tiếng Anh ạ.",
    "I will speak English now. You can touch the screen to ask.",
)
VIETNAMESE = Text("Dạ, {me} nói tiếng Việt ạ.", "I will speak Vietnamese now.")
WAIT_FOR_ME = Text("Dạ, {me} đi chậm lại, {you} cứ từ từ ạ.", "I will slow down. Take your time.")
STAND_STILL = Text("Dạ, {me} đứng lại rồi ạ.", "I have stopped.")
THANKS_FOR_RATING = Text("{Me} cảm ơn {you} đã góp ý ạ.", "Thank you for your rating.")
EMERGENCY = Text(
    "{You} bình tĩnh ạ, {me} đang gọi cán bộ đến ngay.",
    "Please stay calm. I am calling an officer right now.",
)
