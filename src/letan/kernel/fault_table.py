"""The fault table: every fault the robot knows, for its three readers.

A faculty adds its rows here and nowhere else. The developer's reader is the `fields` of
`Fault`; a test holds each visitor's text to a length that can be spoken.
"""

from letan.kernel.faults import FaultKind, Severity
from letan.kernel.text import Text

_ROWS = (
    FaultKind(
        "HEAR-001",
        Severity.WARN,
        Text("Xin lỗi, cháu chưa nghe rõ. Mời quý khách nói lại, hoặc chạm vào màn hình ạ."),
        Text(
            "Nghe có tiếng nói nhưng không nhận ra lời. Nếu lặp lại: xem tiếng ồn quanh robot.",
            "Speech was heard but not understood. If it repeats: check the noise around the robot.",
        ),
    ),
    FaultKind(
        "HEAR-002",
        Severity.ERROR,
        Text("Xin lỗi, lúc này cháu không nghe được. Mời quý khách chạm vào màn hình để hỏi ạ."),
        Text(
            "Micro không có tín hiệu. Robot vẫn trả lời qua màn hình. Kiểm tra dây USB của micro.",
            "The microphone gives no signal. The screen still works. Check the microphone's cable.",
        ),
    ),
    FaultKind(
        "HEAR-003",
        Severity.WARN,
        None,
        Text(
            "Micro thu quá to nên tiếng bị vỡ, robot dễ nghe nhầm. Giảm mức thu của micro.",
            "The microphone is overdriven and words may be misheard. Lower its recording level.",
        ),
    ),
    FaultKind(
        "HEAR-004",
        Severity.ERROR,
        Text("Xin lỗi, lúc này cháu không nghe được. Mời quý khách chạm vào màn hình để hỏi ạ."),
        Text(
            "Không mở được micro. Robot vẫn trả lời qua màn hình. Cắm lại micro; robot tự thử lại.",
            "The microphone cannot be opened. The screen still works. Plug it in; it is retried.",
        ),
    ),
    FaultKind(
        "HEAR-005",
        Severity.ERROR,
        Text("Xin lỗi, lúc này cháu không nghe được. Mời quý khách chạm vào màn hình để hỏi ạ."),
        Text(
            "Bộ nhận dạng không chạy. Robot vẫn trả lời qua màn hình. Chạy: letan models check.",
            "The speech recogniser does not run. The screen still works. Run: letan models check.",
        ),
    ),
    FaultKind(
        "FAQ-001",
        Severity.WARN,
        None,
        Text(
            "Nội dung mới bị hỏng, robot vẫn trả lời bằng bản tốt gần nhất. Chạy: letan content "
            "check, rồi xuất bản lại.",
            "The newest content is damaged; the last good one answers. Run: letan content check, "
            "then publish again.",
        ),
    ),
    FaultKind(
        "EYE-001",
        Severity.ERROR,
        Text(
            "Lúc này cháu không nhìn thấy. Mời quý khách cứ nói, hoặc chạm vào màn hình ạ.",
            "I cannot see now. Please speak to me, or touch the screen.",
        ),
        Text(
            "Camera không có hình. Robot vẫn nghe và trả lời. Cắm lại camera; robot tự thử lại.",
            "The camera gives no picture. The robot still hears and answers. Plug it in again.",
        ),
    ),
    FaultKind(
        "EYE-002",
        Severity.WARN,
        None,
        Text(
            "Hình camera tối hoặc bị che. Robot vẫn nghe và trả lời. Lau ống kính, bật đèn.",
            "The camera's picture is dark or covered. Wipe the lens, switch the lights on.",
        ),
    ),
    FaultKind(
        "EYE-003",
        Severity.WARN,
        None,
        Text(
            "Hình camera quá sáng nên robot khó thấy người. Tránh nắng hoặc đèn chiếu vào camera.",
            "The camera is dazzled and sees people badly. Keep sun and lamps out of its view.",
        ),
    ),
    FaultKind(
        "EYE-004",
        Severity.WARN,
        None,
        Text(
            "Hình từ camera bị đứng. Robot vẫn nghe và trả lời. Rút camera ra rồi cắm lại.",
            "The camera's picture is frozen. The robot still answers. Unplug it and plug it in.",
        ),
    ),
    FaultKind(
        "EYE-005",
        Severity.ERROR,
        Text(
            "Lúc này cháu không nhìn thấy. Mời quý khách cứ nói, hoặc chạm vào màn hình ạ.",
            "I cannot see now. Please speak to me, or touch the screen.",
        ),
        Text(
            "Bộ tìm khuôn mặt không chạy. Robot vẫn nghe và trả lời. Chạy: letan models check.",
            "The face detector does not run. The robot still answers. Run: letan models check.",
        ),
    ),
    FaultKind(
        "HEAR-006",
        Severity.ERROR,
        Text("Xin lỗi, lúc này cháu không nghe được. Mời quý khách chạm vào màn hình để hỏi ạ."),
        Text(
            "Chương trình khác đang dùng micro. Hãy đóng chương trình đó; robot tự thử lại.",
            "Another program uses the microphone. Close it; the robot tries again by itself.",
        ),
    ),
    FaultKind(
        "HEAR-007",
        Severity.ERROR,
        Text("Xin lỗi, lúc này cháu không nghe được. Mời quý khách chạm vào màn hình để hỏi ạ."),
        Text(
            "Tiếng gửi tới không phải 16 kHz nên robot không nghe. Sửa nguồn tiếng (/audio/in).",
            "Sound arrives at another rate than 16 kHz and is not heard. Correct its source.",
        ),
    ),
    FaultKind(
        "VOICE-001",
        Severity.ERROR,
        Text(
            "Lúc này cháu không nói thành tiếng được. Mời quý khách đọc trên màn hình ạ.",
            "I cannot speak aloud now. Please read the screen.",
        ),
        Text(
            "Không mở được loa. Robot vẫn trả lời bằng chữ trên màn hình. "
            "Kiểm tra dây loa và âm lượng.",
            "The loudspeaker cannot be opened. The screen still answers. "
            "Check its cable and volume.",
        ),
    ),
    FaultKind(
        "VOICE-002",
        Severity.ERROR,
        Text(
            "Lúc này cháu không nói thành tiếng được. Mời quý khách đọc trên màn hình ạ.",
            "I cannot speak aloud now. Please read the screen.",
        ),
        Text(
            "Bộ máy giọng nói bị lỗi. Robot vẫn trả lời bằng chữ. "
            "Xem chi tiết bằng lệnh letan doctor.",
            "The speech engine failed. The screen still answers. letan doctor tells more.",
        ),
    ),
    FaultKind(
        "VOICE-003",
        Severity.ERROR,
        Text(
            "Lúc này cháu không nói thành tiếng được. Mời quý khách đọc trên màn hình ạ.",
            "I cannot speak aloud now. Please read the screen.",
        ),
        Text(
            "Chương trình khác đang dùng loa. Robot vẫn trả lời bằng chữ. Hãy đóng nó lại.",
            "Another program uses the loudspeaker. The screen still answers. Close that program.",
        ),
    ),
    FaultKind(
        "REC-001",
        Severity.WARN,
        None,
        Text(
            "Đã dừng ghi dữ liệu vì ổ đĩa đầy; tệp đã ghi vẫn dùng được. Hãy xoá bớt tệp cũ.",
            "Recording stopped because the disk is full; the file is complete. Delete old files.",
        ),
    ),
    FaultKind(
        "GUIDE-001",
        Severity.WARN,
        Text(
            "Xin lỗi, cháu chưa dẫn đường đến đó được. Mời hỏi cán bộ ở bàn hướng dẫn giúp cháu ạ.",
            "I am sorry, I cannot lead you there now. Please ask at the information desk.",
        ),
        Text(
            "Robot không dẫn được khách đến nơi: đường bị chắn hoặc không có lối. Xem lối đi.",
            "The robot could not lead a visitor: the way is blocked or missing. Check the way.",
        ),
    ),
    FaultKind(
        "GUIDE-002",
        Severity.WARN,
        Text(
            "Cháu không thấy ai đi cùng nữa. Cháu đã nhờ cán bộ tìm giúp ạ.",
            "I cannot see you any more. I have asked an officer to help you.",
        ),
        Text(
            "Robot lạc mất khách khi đang dẫn đường. Nhờ cán bộ tìm và giúp khách.",
            "The robot lost the visitor on the way. An officer should look for him.",
        ),
    ),
    FaultKind(
        "MOVE-001",
        Severity.ERROR,
        None,
        Text(
            "Robot đứng yên vì cảm biến (lidar hoặc bánh xe) không gửi số liệu. Kiểm tra dây nối.",
            "The robot stands still: lidar or wheels send no data. Check the cables.",
        ),
    ),
    FaultKind(
        "MOVE-002",
        Severity.ERROR,
        None,
        Text(
            "Robot đứng yên vì không biết mình ở đâu. Đưa robot về chỗ đợi, hoặc chỉ vị trí.",
            "The robot stands still: it does not know where it is. Bring it to its base.",
        ),
    ),
    FaultKind(
        "DIAL-001",
        Severity.WARN,
        None,
        Text(
            "Phần trả lời không đáp lại kịp, robot đã xin lỗi khách. Nếu lặp lại: khởi động lại.",
            "The answers did not come in time and the robot apologised. If it repeats: restart.",
        ),
    ),
    FaultKind(
        "DIAL-002",
        Severity.WARN,
        None,
        Text(
            "Giọng nói không báo đã nói xong, robot đã nghe tiếp. Kiểm tra loa và bộ giọng nói.",
            "The voice never told that it had ended. Check loudspeaker and speech engine.",
        ),
    ),
    FaultKind(
        "DIAL-003",
        Severity.WARN,
        None,
        Text(
            "Phần dẫn đường không báo đã đến nơi, robot đã đứng lại và gọi cán bộ. Xem robot.",
            "The guide never told that it had ended; the robot stopped and called an officer.",
        ),
    ),
    FaultKind(
        "STAFF-001",
        Severity.WARN,
        None,
        Text(
            "Robot gọi cán bộ mà không ai nhận lời. Hãy ra gặp khách, và bật chuông báo.",
            "The robot called an officer and nobody answered. Go and see the visitor.",
        ),
    ),
    FaultKind(
        "STAFF-002",
        Severity.WARN,
        None,
        Text(
            "Không gửi được lời gọi cán bộ ra ngoài (chuông hoặc địa chỉ nhận tin). Kiểm tra mạng.",
            "A staff call could not be sent out (bell or webhook). Check the address and network.",
        ),
    ),
    FaultKind(
        "JOURNAL-001",
        Severity.WARN,
        None,
        Text(
            "Tệp nhật ký bị hỏng, robot đã để riêng và ghi tệp mới. Robot vẫn phục vụ.",
            "The journal was damaged: it is kept aside and a new one begun. Service goes on.",
        ),
    ),
    FaultKind(
        "JOURNAL-002",
        Severity.WARN,
        None,
        Text(
            "Robot không ghi được nhật ký (ổ đĩa đầy hoặc bị khóa) nhưng vẫn phục vụ. Xem ổ đĩa.",
            "The journal is not written (disk full or locked); service goes on. Check the disk.",
        ),
    ),
    FaultKind(
        "TICKET-001",
        Severity.WARN,
        None,
        Text(
            "Máy lấy số không trả lời hoặc hết giấy. Robot mời khách lấy số tại máy.",
            "The ticket machine does not answer or is out of paper. Visitors use it by hand.",
        ),
    ),
)

FAULT_TABLE: dict[str, FaultKind] = {row.code: row for row in _ROWS}
