"""Every text of the visitor's page, in one table. The robot says "cháu", the visitor is "bác"."""

from letan.kernel.text import Text

PAGE_TEXTS: dict[str, Text] = {
    # Frame
    "page_title": Text("Robot lễ tân", "Reception robot"),
    "language_other": Text("English", "Tiếng Việt"),
    "text_smaller": Text("Chữ nhỏ hơn", "Smaller text"),
    "text_larger": Text("Chữ to hơn", "Larger text"),
    "contrast": Text("Tương phản", "Contrast"),
    "display_settings": Text("Cách hiển thị", "Display"),
    "recording": Text(
        "Đang ghi âm, ghi hình để kiểm tra robot",
        "Sound and images are being recorded for testing",
    ),
    "reconnecting": Text(
        "Màn hình mất kết nối với robot, đang nối lại…",
        "The screen lost the robot, connecting again…",
    ),
    "conversation": Text("Cuộc trò chuyện", "Conversation"),
    "content": Text("Nội dung trả lời", "Answer"),
    "no_script": Text(
        "Màn hình này cần JavaScript. Mời quý khách hỏi cán bộ tại quầy.",
        "This screen needs JavaScript. Please ask an officer at the desk.",
    ),
    # Face, for those who do not see it
    "face_idle": Text("Robot đang chờ", "The robot is waiting"),
    "face_listening": Text("Cháu đang nghe…", "I am listening…"),
    "face_thinking": Text("Cháu đang tìm…", "Let me look…"),
    "face_speaking": Text("Cháu đang nói", "I am speaking"),
    "face_pointing": Text("Cháu đang chỉ đường", "I am pointing the way"),
    "face_worried": Text("Robot đang gặp trục trặc", "The robot has a problem"),
    # Idle and conversation
    "greeting": Text(
        "Kính chào quý khách! Cháu giúp gì được ạ?",
        "Welcome! How can I help you?",
    ),
    "greeting_hint": Text(
        "Bác cứ nói như bình thường, hoặc chạm vào một ô bên dưới.",
        "Just speak to me, or touch one of the boxes below.",
    ),
    "you_said": Text("Bác nói", "You said"),
    "frequent": Text("Nhiều người hỏi", "Often asked"),
    "notices": Text("Thông báo", "Notices"),
    "wake": Text("Chạm để bắt đầu", "Touch to begin"),
    # Card
    "listen_part": Text("Nghe", "Listen"),
    "sources": Text("Theo", "Source"),
    "as_of": Text("tra cứu ngày", "read on"),
    "valid_until": Text("Có hiệu lực đến", "Valid until"),
    "place": Text("Nơi giải quyết", "Where to go"),
    "more_online": Text("Trang chính thức", "Official page"),
    "choose_title": Text("Bác muốn hỏi việc nào ạ?", "Which one do you mean?"),
    "none_of_these": Text("Không phải các ý trên", "None of these"),
    # Map
    "hall_map_long": Text("Sơ đồ trung tâm", "Map of the centre"),
    "you_are_here": Text("Bác đang ở đây", "You are here"),
    "map_missing": Text("Chưa có sơ đồ của trung tâm.", "There is no map of the centre yet."),
    "remaining": Text("Còn khoảng {n} mét", "About {n} metres to go"),
    "guide_leading": Text("Mời bác đi theo cháu", "Please follow me"),
    "guide_waiting": Text("Cháu đứng đợi bác", "I am waiting for you"),
    "guide_calling": Text("Bác ơi, cháu ở đây ạ", "I am over here"),
    "guide_resuming": Text("Mình đi tiếp nhé", "Let us go on"),
    "guide_arrived": Text("Đến nơi rồi ạ", "Here we are"),
    "guide_returning": Text("Cháu đang về chỗ đón khách", "I am going back to my place"),
    "guide_given_up": Text(
        "Cháu không đi tiếp được, mời bác hỏi cán bộ",
        "I cannot go on, please ask an officer",
    ),
    # Asking by hand
    "ask_label": Text("Gõ câu hỏi (không cần bỏ dấu)", "Type your question"),
    "ask_hint": Text("Gõ câu hỏi…", "Type here…"),
    "more": Text("Xem tiếp", "Show more"),
    "ask_send": Text("Hỏi", "Ask"),
    "not_sent": Text(
        "Chưa gửi được, mời bác thử lại hoặc gặp cán bộ.",
        "This was not sent. Please try again or ask an officer.",
    ),
    # Actions
    "lead": Text("Dẫn tôi đến đó", "Take me there"),
    "repeat": Text("Nói lại", "Say it again"),
    "stop": Text("Dừng", "Stop"),
    "leave": Text("Xong rồi", "I am done"),
    "call_staff": Text("Gặp cán bộ", "Call an officer"),
    "actions": Text("Thao tác", "Actions"),
    "staff_called": Text(
        "Cháu đã gọi cán bộ, mời bác chờ một chút.",
        "I have called an officer, please wait a moment.",
    ),
    "staff_coming": Text("Cán bộ đang đến gặp bác ạ.", "An officer is on the way."),
}
