"""The style sheet, made from the tokens: flat frames, 1 px borders and radii, nothing else.

Controls that need shapes paint themselves; what is here is text, frames, fields, tables and bars.
"""

from ui.theme.tokens import RADIUS_CARD, RADIUS_FIELD, WEIGHTS, Role, Theme

TONES = (
    "ink",
    "ink2",
    "ink3",
    "accent",
    "onaccent",
    "bandink",
    "band2",
    "wordsink",
    "cautionink",
    "stop",
    "stopink",
    "done",
    "plum",
)
TABLE_TEXT = Role.TABLE


def stylesheet(theme: Theme) -> str:
    """The whole sheet for one theme at one text size."""
    return "\n".join((_text(theme), _frames(theme), _fields(theme), _tables(theme), _bars(theme)))


def _text(theme: Theme) -> str:
    palette = theme.palette
    rules = [
        f"QMainWindow, QDialog, QWidget#page {{ background: {palette.bg}; }}",
        "QLabel { background: transparent; }",
    ]
    for role in Role:
        size, weight = theme.points(role), WEIGHTS[role]
        rules.append(f'QLabel[role="{role}"] {{ font-size: {size}pt; font-weight: {weight}; }}')
    rules += [f'QLabel[tone="{tone}"] {{ color: {getattr(palette, tone)}; }}' for tone in TONES]
    rules += [f'QLabel[weight="{weight}"] {{ font-weight: {weight}; }}' for weight in (400, 500, 600, 700)]
    tip = f"background: {palette.raised}; color: {palette.ink}; border: 1px solid {palette.edge}"
    rules.append(f"QToolTip {{ {tip}; padding: 4px 6px; font-size: {theme.points(Role.TABLE)}pt; }}")
    return "\n".join(rules)


def _frames(theme: Theme) -> str:
    palette = theme.palette
    panel = f"border: 1px solid {palette.line}; border-radius: {RADIUS_CARD}px"
    strong = f"border: 2px solid {palette.accent}; border-radius: {RADIUS_CARD}px"
    bare = "border: none; border-radius: 0px"
    return f"""
QFrame[frame="card"] {{ background: {palette.surface}; {panel}; }}
QFrame[frame="chosen"] {{ background: {palette.tint}; {strong}; }}
QFrame[frame="resume"] {{ background: {palette.surface}; {strong}; }}
QFrame[frame="locked"] {{ background: {palette.raised}; {panel}; }}
QFrame[frame="note"] {{ background: {palette.raised}; border: 1px solid {palette.line};
  border-radius: {RADIUS_FIELD}px; }}
QFrame[frame="rule"] {{ background: {palette.line}; border: none; min-height: 1px; max-height: 1px; }}
QFrame[frame="plain"] {{ background: transparent; border: none; }}
QFrame#topBar {{ background: {palette.surface}; {bare}; border-bottom: 1px solid {palette.line}; }}
QFrame#appRail {{ background: {palette.rail}; {bare}; border-right: 1px solid {palette.line}; }}
QFrame#stepsRail {{ background: {palette.surface}; {bare}; border-right: 1px solid {palette.line}; }}
QFrame#statusLine {{ background: {palette.rail}; {bare}; border-top: 1px solid {palette.line}; }}
QSplitter::handle {{ background: transparent; }}
QSplitter::handle:hover {{ background: {palette.tintline}; }}
"""


def _fields(theme: Theme) -> str:
    palette = theme.palette
    field = f"background: {palette.surface}; color: {palette.ink}; border-radius: {RADIUS_FIELD}px"
    return f"""
QLineEdit, QTextEdit, QPlainTextEdit {{ {field}; border: 1px solid {palette.edge};
  selection-background-color: {palette.accent}; selection-color: {palette.onaccent}; }}
QLineEdit {{ padding: 0px 9px; min-height: {theme.px(30)}px; }}
QTextEdit, QPlainTextEdit {{ padding: 6px 8px; }}
QLineEdit[problem="true"], QTextEdit[problem="true"] {{ border: 2px solid {palette.stop}; }}
QLineEdit[problem="true"] {{ padding: 0px 8px; min-height: {theme.px(28)}px; }}
QLineEdit:disabled, QTextEdit:disabled {{ color: {palette.ink2}; background: {palette.raised};
  border: 1px dashed {palette.edge}; }}
QLineEdit[bare="true"] {{ border: none; padding: 0px 2px; min-height: {theme.px(24)}px;
  background: transparent; }}
QLineEdit[strong="true"] {{ font-weight: 600; }}
QLineEdit[said="true"] {{ font-size: {theme.points(Role.SECTION)}pt; font-weight: 600;
  color: {palette.wordsink}; }}
QTextEdit[bare="true"] {{ border: none; background: transparent; padding: 4px 4px; }}
QTextEdit[own="true"] {{ background: {palette.words}; color: {palette.wordsink};
  border: 1px solid {palette.wordsline}; }}
QComboBox QAbstractItemView, QListView#choices, QMenu {{ background: {palette.surface}; color: {palette.ink};
  border: 1px solid {palette.edge}; padding: 4px 0px; outline: none; }}
QComboBox QAbstractItemView::item, QListView#choices::item, QMenu::item {{ padding: 5px 12px;
  min-height: {theme.px(20)}px; }}
QComboBox QAbstractItemView::item:selected, QListView#choices::item:selected,
QMenu::item:selected {{ background: {palette.tint};
  color: {palette.ink}; }}
QMenu::item:disabled {{ color: {palette.ink3}; }}
QMenu::separator {{ height: 1px; background: {palette.line}; margin: 4px 0px; }}
QCalendarWidget QWidget {{ background: {palette.surface}; color: {palette.ink};
  alternate-background-color: {palette.raised}; }}
QCalendarWidget QAbstractItemView {{ selection-background-color: {palette.accent};
  selection-color: {palette.onaccent}; }}
"""


def _tables(theme: Theme) -> str:
    palette = theme.palette
    return f"""
QTableView, QListView, QTreeView {{ background: {palette.surface}; color: {palette.ink}; border: none;
  gridline-color: {palette.line}; outline: none; selection-background-color: {palette.tint};
  selection-color: {palette.ink}; font-size: {theme.points(TABLE_TEXT)}pt; }}
QHeaderView {{ background: {palette.raised}; border: none; }}
QTableCornerButton::section {{ background: {palette.raised}; border: none; }}
QScrollArea, QAbstractScrollArea#scroll {{ background: transparent; border: none; }}
QWidget#scrollBody {{ background: transparent; }}
QTabBar::tab {{ background: transparent; color: {palette.ink}; padding: 6px 12px;
  border: none; border-bottom: 3px solid transparent; font-weight: 500; }}
QTabBar::tab:selected {{ color: {palette.accent}; border-bottom: 3px solid {palette.accent};
  font-weight: 600; }}
QTabBar {{ border-bottom: 1px solid {palette.line}; }}
QTabWidget::pane {{ border: none; }}
"""


def _bars(theme: Theme) -> str:
    palette = theme.palette
    return f"""
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0px; }}
QScrollBar::handle {{ background: {palette.edge}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0px; height: 0px; border: none; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QProgressBar {{ background: {palette.surface}; border: 1px solid {palette.edge}; border-radius: 5px;
  min-height: 8px; max-height: 8px; }}
QProgressBar::chunk {{ background: {palette.accent}; border-radius: 4px; }}
"""
