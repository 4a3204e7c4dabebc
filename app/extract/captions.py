"""Telling a picture's caption from a paragraph of the text by the credit at its end."""

import re

AGENCY = (
    r"(?:AFP|Alamy|Anadolu|ANSA|AP|Associated\ Press|Bloomberg|DPA|EPA(?:-EFE)?|Getty(?:\ Images)?|IMAGO"
    r"|KCNA|Kyodo|Magnum|NASA|PA(?:\ Media|\ Wire)?|Press\ Association|Reuters|Rex(?:\ Features)?|Ritzau"
    r"|Shutterstock|SIPA|SWNS|TASS|UPI|Xinhua|Yonhap|Zuma(?:\ Press)?)"
)
NAME = r"[^\W\d_][\w.’'-]*(?:\ [^\W\d_][\w.’'-]*){0,4}"
SHARED = rf"(?:{AGENCY}(?:\s?/\s?|\ via\ ){NAME}|{NAME}\s?/\s?{AGENCY})(?:\ via\ {NAME})?"
CREDIT = re.compile(
    rf"""(?:
        \s[-–—]\s?(?:{SHARED}|{AGENCY})  # Boats at the pier - AP/Name
      | \s[(\[]{SHARED}[)\]]             # Boats at the pier (Name/Reuters)
      | (?:(?<=[.!?”])\s|\s[(\[])(?:Photo(?:graph)?|Picture|Image|Illustration|Credit)
        (?:\ (?:by|credit))?:\s?[^.]{{2,60}}[)\]]?
      | (?:\s|^)[(\[]?©\s?[^.]{{2,60}}[)\]]?
    )\.?\s*\Z""",
    re.VERBOSE,
)
MAX_CAPTION = 400  # code points; captions are not longer


def is_caption(paragraph: str) -> bool:
    """Whether a paragraph ends as captions do: “… - AP/Name”, “(Photo: …)”, “© Name”.

    A caption without a credit cannot be told from a sentence of the text and counts as text.
    """
    return len(paragraph) <= MAX_CAPTION and CREDIT.search(paragraph) is not None
