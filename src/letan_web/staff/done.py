"""What pages say after something was done; the address names it: `?done=saved`."""

DONE = {
    "setup": "Đã tạo tài khoản. Mời anh/chị đăng nhập.",
    "password": "Đã đổi mật khẩu.",
    "added": "Đã thêm tài khoản.",
    "account": "Đã lưu thay đổi của tài khoản.",
    "ended": "Đã kết thúc phiên làm việc đó.",
    "attached": "Đã thêm cách hỏi. Bấm «Kiểm tra và phát hành» để robot dùng ngay.",
    "made": "Đã tạo mục mới. Viết câu trả lời rồi kiểm tra và phát hành.",
    "dismissed": "Đã bỏ qua và xoá câu hỏi đó.",
    "ready": "Đã lưu. Thay đổi sẽ có trong lần phát hành tới.",
    "withdrawn": "Đã bỏ thay đổi đó.",
    "published": "Đã phát hành. Robot trả lời theo nội dung mới từ lượt hỏi kế tiếp.",
    "same": "Không có gì mới để phát hành.",
    "rolled-back": "Đã quay lại bản trước.",
    "imported": "Đã nhập. Các thay đổi đang chờ phát hành.",
    "deleted": "Đã xoá.",
    "verified": "Đã đọc lại cả nhật ký, từ dòng đầu.",
    "revoked": "Đã thu hồi. Chương trình dùng mã đó không vào được nữa.",
}
"""Short Vietnamese sentences by name."""
