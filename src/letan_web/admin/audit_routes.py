"""What was done, for ever: the audit, a page at a time, its chain verified as it grows."""

from typing import Any

from fastapi import APIRouter, Request, Response

from letan.ports.accounts import AccountStore, Role
from letan_web.staff.chain_watch import ChainWatch
from letan_web.staff.frame import frame_of
from letan_web.staff.request import Reader, door_of, go_to, is_script

_PAGE = 100
ACTIONS = {
    "setup": "thiết lập robot",
    "setup-refused": "nhập sai mã thiết lập",
    "sign-in": "đăng nhập",
    "sign-in-refused": "đăng nhập sai mật khẩu",
    "sign-out": "đăng xuất",
    "session-end": "kết thúc một phiên làm việc",
    "password": "đặt mật khẩu của",
    "account-add": "thêm tài khoản",
    "account-change": "đổi quyền của",
    "entry-new": "tạo mục",
    "edit": "sửa",
    "ready": "đưa bản nháp vào đợt phát hành",
    "withdraw": "bỏ thay đổi ở",
    "attach": "thêm cách hỏi vào",
    "question-dismiss": "bỏ qua câu hỏi chưa trả lời",
    "publish": "phát hành bản",
    "publish-refused": "phát hành không thành",
    "rollback": "quay lại bản",
    "import": "nhập tệp",
    "export": "xuất tệp",
    "stop": "dừng robot",
    "release": "cho robot chạy lại",
    "recording-on": "bật ghi dữ liệu",
    "recording-off": "tắt ghi dữ liệu",
    "acknowledge": "nhận cuộc gọi cán bộ",
    "setting": "đổi cài đặt",
    "stored-export": "xuất dữ liệu đang lưu",
    "token-add": "tạo mã truy cập",
    "token-revoke": "thu hồi mã truy cập",
    "audit-verify": "kiểm tra cả nhật ký",
    "watch-on": "bật hình camera",
    "watch-off": "tắt hình camera",
    "stored-delete": "xoá dữ liệu đang lưu",
}
"""Deeds of the audit, in words."""

_ROLES = {
    Role.EDITOR.value: "biên tập",
    Role.APPROVER.value: "duyệt",
    Role.OPERATOR.value: "vận hành",
}


def audit_router(store: AccountStore) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)
    watch = ChainWatch(store.audit_after)

    @router.get("/audit")
    def page(request: Request, staff: Reader, before: int = 0) -> Response:
        if is_script(request):
            values = _values(store, before)
            return frame_of(request).part("admin/audit_rows.html", **values)
        last, broken = watch.look()
        values = _values(store, before)
        return frame_of(request).page(
            "admin/audit.html", staff, request=request, broken=broken, last=last, **values
        )

    @router.post("/audit/verify")
    def verify(request: Request, staff: Reader) -> Response:
        last, broken = watch.look(anew=True)
        whole = f"nguyên vẹn, {last.number if last else 0} dòng"
        note = f"đứt ở dòng {broken}" if broken else whole
        door_of(request).record(staff.name, "audit-verify", note=note)
        return go_to("/audit?done=verified")

    return router


def _values(store: AccountStore, before: int) -> dict[str, Any]:
    records = store.audit(_PAGE, max(0, before))
    return {
        "records": records,
        "actions": ACTIONS,
        "names": {"letan": "máy robot"} | {a.name: a.title for a in store.accounts()},
        "told": told_note,
        "older": records[-1].number if len(records) == _PAGE else 0,
    }


def told_note(note: str) -> str:
    """Return a note with roles as people call them; others stay as they are."""
    return " ".join(_ROLES.get(word, word) for word in note.split(" "))
