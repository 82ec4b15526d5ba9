"""Every text of the visitor's page, in one table.

The robot says "cháu"; the visitor is "quý khách", for a page does not know his age. What is spoken
to him mirrors the word that he uses of himself (`letan.dialogue.address`).
"""

from letan.kernel.text import Text

PAGE_TEXTS: dict[str, Text] = {
    # Frame
    "page_title": Text("Robot lễ tân", "Reception robot"),
    "language_other": Text("English", "Tiếng Việt"),
    "language_short": Text("EN", "VI"),
    "text_smaller": Text("Chữ nhỏ hơn", "Smaller text"),
    "text_larger": Text("Chữ to hơn", "Larger text"),
    "contrast": Text("Tương phản", "Contrast"),
    "display_settings": Text("Cách hiển thị", "Display"),
    "recording": Text(
        "Đang ghi âm, ghi hình để kiểm tra robot",
        "Sound and images are being recorded for testing",
    ),
    "watched": Text(
        "Cán bộ đang xem hình trực tiếp từ camera, không lưu lại",
        "An officer sees the camera's live picture; it is not stored",
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
        "Quý khách cứ nói, hoặc chạm màn hình ạ.",
        "Just speak to me, or touch the screen.",
    ),
    "you_said": Text("Quý khách", "You"),
    "to_touch": Text("Chạm để hỏi", "Touch to ask"),
    "all_topics": Text("Tất cả các việc", "All topics"),
    "topics_title": Text("Quý khách cần việc gì ạ?", "What do you need?"),
    "topics_back": Text("Việc khác", "Other topics"),
    "topics_missing": Text(
        "Chưa tải được danh sách, mời quý khách gõ câu hỏi hoặc gặp cán bộ.",
        "The list did not load. Please type your question or call an officer.",
    ),
    "notices": Text("Thông báo", "Notices"),
    "opening": Text("Giờ làm việc", "Opening hours"),
    "wake": Text("Chạm để bắt đầu", "Touch to begin"),
    # Card
    "listen_part": Text("Nghe", "Listen"),
    "sources": Text("Theo", "Source"),
    "as_of": Text("tra cứu ngày", "read on"),
    "valid_until": Text("Có hiệu lực đến", "Valid until"),
    "place": Text("Nơi giải quyết", "Where to go"),
    "more_online": Text("Trang chính thức", "Official page"),
    "choose_title": Text("Quý khách muốn hỏi việc nào ạ?", "Which one do you mean?"),
    "none_of_these": Text("Không phải các ý trên", "None of these"),
    "cases": Text("Hay là trường hợp này ạ?", "Or is it this case?"),
    "open_steps": Text("Xem từng bước", "Step by step"),
    "open_phone": Text("Mang về điện thoại", "Take it with you"),
    "print": Text("In ra giấy", "Print it"),
    "printed_by": Text(
        "In từ robot lễ tân ngày {day}. Quy định có thể thay đổi, mời quý khách hỏi lại cán bộ.",
        "Printed by the reception robot on {day}. Rules may change: please ask an officer.",
    ),
    # Panels
    "close": Text("Đóng lại", "Close"),
    "step_of": Text("Bước {n} trên {m}", "Step {n} of {m}"),
    "step_next": Text("Bước sau", "Next step"),
    "step_before": Text("Bước trước", "Step before"),
    "phone_title": Text("Mang câu trả lời về điện thoại", "Take the answer with you"),
    "phone_answer": Text("Câu trả lời này", "This answer"),
    "phone_official": Text("Trang chính thức", "Official page"),
    "phone_how": Text(
        "Mở máy ảnh hoặc Zalo, hướng vào ô vuông này ạ.",
        "Open the camera of your phone and point it at this square.",
    ),
    "phone_private": Text(
        "Không cần đăng nhập, không lưu thông tin của quý khách.",
        "No account is needed, nothing about you is stored.",
    ),
    "code_answer": Text("Mã QR chứa câu trả lời này", "QR code of this answer"),
    "code_official": Text("Mã QR mở trang chính thức", "QR code of the official page"),
    "rate_title": Text("Quý khách thấy cháu giúp thế nào ạ?", "How did I do?"),
    "rate_1": Text("Rất không hài lòng", "Very bad"),
    "rate_2": Text("Không hài lòng", "Bad"),
    "rate_3": Text("Bình thường", "So-so"),
    "rate_4": Text("Hài lòng", "Good"),
    "rate_5": Text("Rất hài lòng", "Very good"),
    "rate_skip": Text("Không đánh giá, kết thúc", "Skip and finish"),
    "rate_thanks": Text("Cháu cảm ơn quý khách ạ!", "Thank you!"),
    "rate_finish": Text("Kết thúc", "Finish"),
    "stay_text": Text("Quý khách cứ xem thong thả ạ.", "Please take your time."),
    "stay": Text("Tôi cần thêm thời gian", "I need more time"),
    # What a telephone shows
    "phone_saved": Text(
        "Quý khách có thể lưu trang này hoặc gửi cho người nhà.",
        "You can save this page or send it to your family.",
    ),
    "phone_gone_title": Text("Nội dung này không còn ở đây", "This is no longer here"),
    "phone_gone": Text(
        "Mời quý khách hỏi lại robot hoặc cán bộ tại trung tâm.",
        "Please ask the robot or an officer of the centre again.",
    ),
    # Map
    "hall_map_long": Text("Sơ đồ trung tâm", "Map of the centre"),
    "you_are_here": Text("Đang ở đây", "You are here"),
    "map_missing": Text("Chưa có sơ đồ của trung tâm.", "There is no map of the centre yet."),
    "remaining": Text("Còn khoảng {n} mét", "About {n} metres to go"),
    "guide_leading": Text("Mời quý khách đi theo cháu", "Please follow me"),
    "guide_waiting": Text("Cháu đứng đợi quý khách", "I am waiting for you"),
    "guide_calling": Text("Cháu ở đây ạ", "I am over here"),
    "guide_resuming": Text("Mình đi tiếp nhé", "Let us go on"),
    "guide_arrived": Text("Đến nơi rồi ạ", "Here we are"),
    "guide_returning": Text("Cháu đang về chỗ đón khách", "I am going back to my place"),
    "guide_given_up": Text(
        "Cháu không đi tiếp được, mời quý khách hỏi cán bộ",
        "I cannot go on, please ask an officer",
    ),
    # Asking by hand
    "type": Text("Gõ câu hỏi", "Type"),
    "ask_label": Text("Gõ có dấu hay không dấu đều được ạ", "Type your question"),
    "ask_hint": Text("Gõ vào đây…", "Type here…"),
    "keyboard": Text("Bàn phím", "Keyboard"),
    "key_space": Text("Dấu cách", "Space"),
    "key_erase": Text("Xóa", "Erase"),
    "key_numbers": Text("123", "123"),
    "key_letters": Text("ABC", "ABC"),
    "tone_1": Text("Dấu huyền", "Falling tone"),
    "tone_2": Text("Dấu sắc", "Rising tone"),
    "tone_3": Text("Dấu hỏi", "Asking tone"),
    "tone_4": Text("Dấu ngã", "Tumbling tone"),
    "tone_5": Text("Dấu nặng", "Heavy tone"),
    "more": Text("Xem tiếp", "Show more"),
    "ask_send": Text("Hỏi", "Ask"),
    "not_sent": Text(
        "Chưa gửi được, mời quý khách thử lại hoặc gặp cán bộ.",
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
        "Cháu đã gọi cán bộ, mời quý khách chờ một chút.",
        "I have called an officer, please wait a moment.",
    ),
    "staff_coming": Text("Cán bộ đang đến ạ.", "An officer is on the way."),
}
