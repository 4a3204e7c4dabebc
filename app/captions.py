"""Telling a picture's caption from a paragraph of the text by the credit at its end."""

import re

from app.paragraphs import BLANK_LINES

AGENCIES = (
    r"AFP|AP|Associated Press|Alamy|Anadolu|ANSA|Bloomberg|DPA|EPA|EPA-EFE|Getty(?: Images)?|IMAGO|KCNA|Magnum|NASA"
    r"|PA(?: Media| Wire)?|Press Association|Reuters|Rex|Rex Features|Ritzau|Shutterstock|SIPA|SWNS|TASS|TT|UPI"
    r"|Xinhua|Yonhap|Zuma(?: Press)?"
)
NAME = r"[^\W\d_][\w.’'-]*(?:[ /][^\W\d_][\w.’'-]*){0,5}"
CREDIT = re.compile(
    rf"""(?:
        \s[-–—]\s*(?:{AGENCIES})(?:\s?/\s?{NAME})*       # … - AP/Name
      | \s[-–—]\s*{NAME}\s?/\s?(?:{AGENCIES})             # … - Name/Reuters
      | \s[-–—]\s*©\s?[^.]{{2,60}}
      | \s[(\[]?(?:Photo(?:graph)?|Picture|Image|Pic|Credit|Courtesy)(?:\ (?:by|credit))?:\ ?[^.]{{2,60}}[)\]]?
      | \s[(\[](?:{AGENCIES})(?:\s?/\s?{NAME})*(?:\ via\ {NAME})?[)\]]
      | \s[(\[]{NAME}\s?/\s?(?:{AGENCIES})[)\]]
    )\.?\s*\Z""",
    re.VERBOSE,
)
MAX_CAPTION = 400  # code points


def is_caption(paragraph: str) -> bool:
    """Whether a paragraph ends as captions do: “… - AP/Name”, “(Photo: …)”, “© Name”.

    A caption without a credit cannot be told from a sentence of the text and counts as text.
    """
    if len(paragraph) > MAX_CAPTION or BLANK_LINES.search(paragraph.strip()):
        return False
    return CREDIT.search(paragraph) is not None
