"""QR codes and barcodes, read by zxing-cpp."""

import cv2
import zxingcpp

from letan.ports.camera import Box, Code, CodeFormat, Image

_FORMATS = zxingcpp.barcode_formats_from_str("QRCode,Code128,Code39,PDF417")


class ZxingReader:
    """Reads QR, Code 128, Code 39 and PDF417: what tickets, receipts and cards carry."""

    def read(self, image: Image) -> tuple[Code, ...]:
        """See `letan.ports.camera.CodeReader`."""
        grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
        found = zxingcpp.read_barcodes(grey, formats=_FORMATS, text_mode=zxingcpp.TextMode.Plain)
        return tuple(_code(code) for code in found if code.valid)


def _code(found: zxingcpp.Barcode) -> Code:
    corners = found.position
    spots = (corners.top_left, corners.top_right, corners.bottom_right, corners.bottom_left)
    xs, ys = [spot.x for spot in spots], [spot.y for spot in spots]
    box = Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    is_qr = found.format == zxingcpp.BarcodeFormat.QRCode
    return Code(CodeFormat.QR if is_qr else CodeFormat.BAR, found.text, box)
