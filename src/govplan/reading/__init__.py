"""From the text of a published plan to a draft of it, with the place of every figure.

>>> reading = read("甲镇2021年计划。总投资3亿元,拆违30万平方米以上。")
>>> [(unread.words, unread.why) for unread in reading.unread]
[('2021年', 'a year')]
"""

from govplan.reading._explain import FIGURES, REASONS
from govplan.reading._files import MAX_SIZE, extract, read_text
from govplan.reading._reading import MAX_CHARACTERS, Reading, Unread, read, read_file

__all__ = [
    "FIGURES",
    "MAX_CHARACTERS",
    "MAX_SIZE",
    "REASONS",
    "Reading",
    "Unread",
    "extract",
    "read",
    "read_file",
    "read_text",
]
