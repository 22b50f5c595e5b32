"""The year in a whole word, as officials write it: the full stop of “г.” would stand twice at the end of a sentence."""

DATE_FORMAT = "j E Y года"
DATETIME_FORMAT = "j E Y года, H:i"
