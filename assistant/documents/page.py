"""A document as one page for a browser: text, style and pictures in a single file."""

import base64
from html import escape

from assistant.documents.blocks import parser
from assistant.documents.making import Document

STYLE = """
body{margin:0;background:#f5f7fa;color:#1f2933;font:16px/1.5 "Source Sans 3","Segoe UI",Helvetica,Arial,sans-serif}
main{max-width:60rem;margin:2rem auto;padding:2.5rem 3rem;background:#fff;border-top:6px solid #2563a8}
h1{color:#2563a8;margin:0 0 .4rem;font-size:1.9rem;line-height:1.2}
h2{color:#1f2933;margin:2rem 0 .6rem;font-size:1.25rem;border-bottom:1px solid #e4e7eb;padding-bottom:.2rem}
table{border-collapse:collapse;width:100%;margin:.8rem 0;font-size:.92rem}
th{background:#2563a8;color:#fff;text-align:left;font-weight:600}
th,td{padding:.4rem .6rem;vertical-align:top;border-bottom:1px solid #e4e7eb}
td{height:1.2rem}
tbody tr:nth-child(even){background:#f5f7fa}
td:first-child{white-space:normal}
img{max-width:100%}
hr{border:0;border-top:1px solid #e4e7eb;margin:2rem 0 .5rem}
em{color:#52606d}
@media print{body{background:#fff}main{margin:0;padding:0;max-width:none}tr,img{break-inside:avoid}
h2{break-after:avoid}}
"""


def page_of(document: Document) -> bytes:
    """The page as UTF-8; pictures are inside it, and nothing is loaded from anywhere."""
    body = parser().render(document.markdown)
    for name, picture in document.pictures.items():
        inside = f"data:image/png;base64,{base64.b64encode(picture).decode()}"
        body = body.replace(f'src="{name}"', f'src="{inside}"')
    page = (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
    return page.encode()
