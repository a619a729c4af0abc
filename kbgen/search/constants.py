"""Every number by which the search can be tuned, once.

Twin: theme/assets/search/constants.js. Specification: index-format 2 and 5 to 9.
Names and values are the same in both. Numbers in brackets are clauses; a number that has one changes
there, in both twins and in the vectors, in one commit.
Most were chosen on the dev queries: docs/decisions/0003-ranking.md says how; `benchmarks/search.py` measures a change.

All are whole numbers, so that both twins reckon alike. Lengths and counts are at least 1.
What only one twin has stands beside its code: passages in JavaScript, processes and caches in Python. What the files hold is
in their readers.
"""

from __future__ import annotations

# Weights: parts of WHOLE, 1..256 (index-format 5, 6.6 and 7.8). An impact, a need and a reading are multiplied by them.

WHOLE = 256
"""The weight of what counts in full. Fixed: the weights of aliases in an index are parts of it too."""
OTHER_LANGUAGE = 220
"""A term that is found in the pair's other language (5.1): a little less, as the reader may not read what it stands in.

The build lends impacts at the same rate: kbgen/index/impacts.py."""
RELATIVE = 160
"""A word that has the same stem as the one typed (5.3.1): two fifths, so that the form typed comes first where both stand."""
INFLECTED = 230
"""A word of the site that is the same word as one that no article holds, in another form (5.3.3)."""
DERIVED = 190
"""One that is made of the same root (5.3.3): returnable finds return, and replacement replace."""
LOOSE_NUMBER = 32
"""A number in figures beside one in characters that articles hold (5.7.3): figures may stand far from their unit, so they are
found by it and outrank nothing."""
JOINED = 240
"""A word that the reader wrote in two (5.3.4), where articles hold its parts as well: nearly as telling as the parts."""
CROSS_WORD = 128
"""Two neighbouring characters of different words (5.4.2): half, as their standing side by side tells less than a word."""
LITTLE_CROSS = 16
"""Two such characters where one word says little (5.4.2): 費多 of 運費多少 is no word, and rare."""
ONE_CHARACTER = 77
"""A character by itself (5.4.2): three tenths; it finds what has other neighbours there and outweighs no pair."""
BESIDE_LETTERS = 160
"""What Chinese counts beside words in letters (5.4.6): a word of two characters asks for a pair and both of them, 410 of 256,
and one in letters for itself."""
CORRECTED_LATIN = 230
"""The likeliest mended reading of an alphabetic word (6.6): less than a word that was typed right beside it."""
CORRECTED_HAN = 256
"""The likeliest mended reading of a Chinese run (7.8): in full, as none is made unless articles speak against the typed one."""
ROMANISED = 230
"""The likeliest reading of words in pinyin or Jyutping (7.9.2): less than Chinese as typed, for many words share a sound."""
CORRECTED_FALL = 2
"""What a mended or romanised reading loses for each eighth of a bit that it is dearer than the cheapest (6.6, 7.8, 7.9.2).

With 0 the unlikely would be worth as much as the likely; with 5 one that is HAN_MARGIN dearer is down to LEAST_WEIGHT."""
COMPLETED_FALL = 12
"""What a completed reading loses for each before it (7.8): little, as what the index confirms needs no likelihood.

Times MOST_COMPLETED it stays below CORRECTED_HAN."""
LEAST_WEIGHT = 16
"""What a reading that stands for what was typed counts at least (5.5.1, 7.8, 7.9.2): with 0 it would find nothing."""

# How much of a query is looked at (index-format 2 and 5).

MAX_QUERY_LENGTH = 200
"""Code points that are looked at (2.1): more than any question a person types, and a bound on what a hostile one costs."""
MOST_PIECES = 4
"""Pieces of a word, and words of a compound, that are looked for (2.5.1, 5.3.2, 5.6): more are no code that people type.

The build makes terms of as many: kbgen/text/tokens.py."""
SHORTEST_ROOT = 3
"""Letters that two forms of a word share (5.3.3): with two, unlike words would be taken for one another."""
SHORTEST_DERIVED = 4
"""Letters that words of one root share (5.3.3)."""
MOST_FORMS = 4
"""Forms of a word that no article holds that are looked for (5.3.3): their shards are fetched."""
MOST_JOINED_WORDS = 3
"""Neighbouring words that are read as one (5.3.4): pass word, e mail, 2345 6789 as three groups."""
SHORTEST_JOINED = 4
"""Letters of the shortest word that two make (5.3.4): shorter ones are made of any two words by chance."""
MOST_NUMBERS = 15
"""Neighbouring numbers that are one telephone number at most (5.3.7): the digits that E.164 allows, each typed apart."""
SHORTEST_TAIL = 7
"""Digits at the end of a longer number that are looked for where no article holds the whole (5.3.5): telephones without the
code of their country."""
LONGEST_NUMBER = 8
"""Figures of the longest number that is looked for in characters too (5.7): below a hundred million."""
LEAST_AMOUNT = 100
"""The least amount in Chinese numerals without its currency that is part of a run (5.8): 十 and 三十 are part of many words."""
NO_PRICE = 96
"""Of 256, what a number counts that is no price, to who says its currency, where an article has the price (8.4.6)."""
DOUBTFUL = 120
"""The greatest weight of a target that is a doubtful one (8.4.7): what the tables call common in another sense."""
DOUBTFUL_SHARE = 192
"""Of 256, what the share of a doubtful target counts (8.4.7): a site without buses was sold to who asked for the last one."""
SPOKEN_NOT = 5
"""Characters, the second of them 唔, that articles hold with 不 instead (5.7.6): a verb, 唔, what comes of it, and a thing."""
FIRST_OF_MORNING = 8
"""Of hours before it the afternoon is looked for first (5.8.1): few are somewhere at half past six in the morning."""
SHORTEST_NUMBER = 3
"""Characters of the shortest number in Chinese numerals that is a whole run (5.8): 一二 may be a word, or a row of two."""
MOST_ALIAS_WORDS = 4
"""Alphabetic words of the longest source of an alias (5.2). Lists of words are held to it: kbgen/text/aliases.py."""
LONGEST_ALIAS = 8
"""Characters of the longest Chinese source of an alias (5.4), and so of the stretches whose cost is looked up."""
LONGEST_EVERYDAY = 4
"""Characters of the longest Chinese everyday word that is looked for (5.9)."""
MOST_TARGETS = 8
"""Words that one word may stand for (4.7): each is a reading, which is scored in every article that holds any of it."""
MOST_ALIAS_READINGS = 6
"""Readings of a Chinese run with words replaced (5.4.3): every reading is scored in every article that holds any of it."""

# Costs, above 0, are in eighths of a bit: a word costs 8 · log2(all words ÷ occurrences of it), 8 to 248 (index-format 4.5),
# and an edit what it makes less likely: 8 more halve the likelihood.

ALIAS_COST = 60
"""A source of an alias that is no word of the site (5.4): as a word that is one of 180, so that it is read as one word."""
SOURCE_BY_SOUND = 100
"""One that is looked for by its sound (7.9): above ALIAS_COST, as many sound alike; as a word that is one of 6,000."""

# Alphabetic words that no article holds (index-format 6).

LETTER_EDIT = 48
"""A letter left out, too many, or taken for another (6.2): once in 64, which the others here are weighed against."""
NEIGHBOUR_EDIT = 36
"""A letter taken for its neighbour on the keyboard, or typed with it (6.2): below LETTER_EDIT, as fingers slip there."""
REPEATED_LETTER = 28
"""One of two equal letters left out, or a letter doubled (6.2): the slip that is made most easily."""
SWAPPED_LETTERS = 36
"""Two neighbouring letters swapped (6.2): one slip, so less than two edits."""
FIRST_LETTER = 24
"""What an edit of the first letter costs more (6.2), unless it is a doubled one: people seldom begin a word wrong."""
SECOND_EDIT = 16
"""What two edits cost more than each (6.3): who slips once seldom slips twice."""
F_FOR_PH = 36
"""An f in a word that is written with ph (6.4), as fotograf: what sounds the same is typed as often as a neighbouring letter."""
SPLIT_WORD = 56
"""A blank forgotten between two words (6.4): above LETTER_EDIT, as short words can be found in many a long one."""
PREFIX_LETTER = 6
"""Each letter that an unfinished word at the end of the query still lacks (6.4): the nearest ending comes first."""
LATIN_MARGIN = 60
"""What a candidate may cost more than the cheapest (6.5): what is 180 times less likely was not meant."""
MOST_CANDIDATES = 5
"""Candidates of a word (6.5): more cost shards to fetch and seldom come first anywhere."""
LONGEST_UNMENDED = 2
"""Code points of a word that may have no edit (6.1): nearly any two letters are one from some word."""
LONGEST_ONE_EDIT = 4
"""Code points of the longest word that may have one edit only (6.1), above LONGEST_UNMENDED."""
MOST_LETTER_EDITS = 2
"""Edits that a longer word may have (6.1): with three, other words are as near as the one meant."""
SHORTEST_ASKED = 6
"""Letters of the shortest word of the dictionary that is asked about as one with any other letter in it (9.6): *lost* is no slip
of last. So 166 of 1,500 such words are asked about instead of 273, and of 113 real slips 78 as meant instead of 77."""
DEAREST_EDITS = 112
"""What edits may cost together (6.1): two of which one is of the first letter make another word, and hardly a slip."""
DEAREST_IN_SHORT = 100
"""The same in a word of LONGEST_SHORT: seven of ten rare words and names of five letters are two edits from a word of the site,
and two of a hundred mistakes are that."""
DEAREST_IN_SHORTEST = 36
"""The same in a word of LONGEST_UNMENDED and one: half of all abbreviations are one edit from a word (*usb*, *vip*), and a tenth
by a swap, a neighbour or a letter typed twice."""
LONGEST_SHORT = 6
"""Code points of the longest word for which DEAREST_IN_SHORT holds (6.1)."""
SHORTEST_SPLIT = 2
"""Code points that each of two words written together has at least (6.4): single letters would fit anywhere."""
SHORTEST_IN_COMPOUND = 4
"""Code points of each of the two words that a real word is read as (6.4.1): with three, carpet is car and pet."""
SHORTEST_BEFORE_PARTICLE = 3
"""The same of the first before *up*, *out* and the like (6.4.1): cut off, but no so up."""
SHORTEST_PREFIX = 2
"""Code points of an unfinished word that is completed (6.4): one letter begins too many words to tell."""

SHORTEST_MISSPELT = 4
"""Letters of the shortest word that is taken for one of the tables (5.2.6): any three are one slip from some name."""
SHORTEST_BESIDE_NAME = 3
"""The same beside a word that only the tables have (5.2.6): the *mum* of tuen mum is no mother."""
DEAREST_ALIAS_EDITS = 48
"""What its edits may cost (5.2.6): one, and not of the first letter. So 1 of 200 rare words is taken for another, and of 20
mistakes 17 for what was meant."""
LONGEST_SHORT_ALIAS = 7
"""Letters of the longest word for which DEAREST_ALIAS_EDITS holds (5.2.6); longer ones may have two cheap edits, phillipines."""
ALIAS_WORD = 48
"""What such a word costs besides (5.2.6), as if a site of moderate size wrote it once."""

# Chinese runs as words (index-format 7.1 to 7.3).

LONGEST_WORD = 8
"""Characters of the longest word in a reading (7.1). The build keeps no longer ones: kbgen/index/lexicon.py."""
UNKNOWN_CHARACTER = 150
"""A character that is no word of the site (7.1): two of them cost more than any word, so that words are preferred."""
SAME_SOUND = 40
"""A character taken for one that is read alike in Mandarin (7.3): the usual slip of who types pinyin or Zhuyin."""
NEAR_SOUND = 56
"""One whose sound is often mixed up with it, as zh and z (7.3): above SAME_SOUND."""
SAME_JYUTPING = 52
"""One that is read alike in Cantonese (7.3): the slip of who thinks in Cantonese."""
SAME_SHAPE = 48
"""One that looks alike (7.3), by its phonetic series or the end of its Cangjie code: above SAME_SOUND."""
OTHER_CHARACTER = 120
"""Any other (7.3): the highest of 7.3, as nothing but the rest of a long word speaks for it."""
SHORTEST_WITH_OTHER = 4
"""Characters of a word in which that may be (7.3). The build tells of the dictionary's words by it: kbgen/index/real_words.py."""
SWAPPED_CHARACTERS = 72
"""Two neighbouring characters swapped (7.2): seldom, as words are typed whole."""
MISSING_CHARACTER = 100
"""A character left out of a word of three or more (7.2)."""
MISSING_IN_SHORT = 116
"""One left out of a word of two (7.2, 7.6): above MISSING_CHARACTER, as the one that is left is part of many words."""
DOUBLED_CHARACTER = 36
"""One typed twice (7.2): below SAME_SOUND, as a key was only pressed once more."""
EXTRA_CHARACTER = 130
"""A character too many in a word (7.2): above the others, as that is mostly a word that the site lacks."""

# Which mended readings of a Chinese run there are (index-format 7.5 to 7.7).

LONGEST_CHECKED = 8
"""Characters of the longest run that should stand in one article as a whole (7.5): longer ones are in the reader's own words."""
STANDS_OUT = 220
"""Of 256, 0..256: what of the highest impacts of its pairs one article holds of a run that nothing speaks against (7.5)."""
HAN_MARGIN = 48
"""What a mended reading may cost more than the one as typed (7.7): what is 64 times less likely was not meant."""
MOST_MENDED_WORDS = 2
"""Words that a reading may mend (7.7): a run with more of them wrong is no words of the site."""
MOST_HAN_READINGS = 5
"""Mended readings of a run (7.7): every reading is scored in every article that holds any of it."""
MOST_PARTIAL_READINGS = 6
"""Partial readings that go on from each character (7.7): above MOST_HAN_READINGS, as some end dear or as typed."""
LONGEST_MENDED = 40
"""Characters of a run that are mended (7.7): a bound on the work; only pasted text is longer."""
MOST_MISSING = 60
"""Offers of a missing character that are looked up (7.6): a bound on the shards to fetch, the commonest words first."""
MOST_COMPLETED = 8
"""Offers that go on to be confirmed as a whole (7.6): the shards of their pairs are fetched."""

# Chinese in Latin letters (index-format 7.9 and 7.10).

MOST_ROMANISED_RUNS = 8
"""Neighbouring alphabetic runs that are read together (7.9): syllables typed with blanks between."""
SHORTEST_ROMANISED = 2
"""Letters of the shortest text that is read (7.9.1): one letter is no syllable that anybody searches for."""
LONGEST_ROMANISED = 40
"""Letters of the longest (7.9.1): a bound on the work; eight syllables are seldom longer."""
LONGEST_SYLLABLE = 6
"""Letters of the longest syllable in the tables of 7.9.1, `zhuang`: no longer stretch is looked up in them."""
LONGEST_ROMANISED_WORD = 4
"""Characters of the longest word that is looked for by its sound (7.9): longer ones are found through their parts."""
SINGLE_CHARACTER = 64
"""Cost of a word of one character, besides its own (7.9): nearly every syllable is some character, so words come first."""
LONGEST_INITIALS = 4
"""Letters of the longest text that is read as initials (7.9.3): any five letters are some two words."""
MOST_ROMANISED_READINGS = 3
"""Readings that go on from each letter, and of the whole (7.9): many words share a sound, and each is scored."""
FEWEST_ZHUYIN_SYLLABLES = 2
"""Syllables of the shortest query that is read as Zhuyin keys (7.10.1): one is mostly a word or a code as it stands."""

# Scores and answers (index-format 8 and 9).

WHOLE_SHARE = 65_536
"""All of a query or part: what an article holds is 0..65536 of it (8.3, 8.4.1). Times an information it is below 2^53."""
LONGEST_THING = 4
"""Characters of the longest stretch that is taken for the name of a thing (5.4.4.1): a longer one tells what happened."""
LEAST_OF_WORDS = 160
"""Of 256, of the weight of what several words stand for, that its reading has at least (5.5.1): words together tell more than
each, and `how do i pay` asks for *payment methods*, not for whatever one pays by."""
LEAST_OF_PHRASE = 192
"""Of 256, of what the words of a phrase can tell that stands for a word no article holds (8.4.2): an article that only mentions
*work* is no answer to *careers*; from 128 to 205 all judged sets stay as they are."""
UNKNOWN_NEED = 140 * WHOLE
"""What a term tells that no article holds, as an impact (1..255) times a weight (8.3): with more,
real queries were called weak more often: docs/search-quality.md, outcomes."""
UNKNOWN_PART = 380 * WHOLE * WHOLE
"""What a part tells that nothing explains, as an impact times two weights (8.4.1): more than the most telling word there can be,
or *book a parking space* is sold as booking; with 500 nothing changed any more."""
WEAK = 70
"""Of 256, 0..256: what an article holds of the query at least, or it is a weak match (9.1). Higher hides real answers, lower
gives nonsense results: docs/search-quality.md, outcomes."""
WEAK_SHORT = 135
"""The same for a short query (9.1): of *wheelchair access* an article on access holds nothing that was asked for."""
SHORT_QUERY = 6
"""Half words, a Chinese character being one, of the longest query that is short (9.1); sentences have words that tell nothing."""
MOST_WEAK = 5
"""Weak matches that are shown (9.5): more of them tell only that nothing was found."""
LEAST_HELD = 36
"""Of 256: what a weak match holds of the query at least to be shown (9.5): beside a word that nothing explains a word that tells
64 of 255, as those of titles do (*delivery*), and not *order*, which nearly every article of a shop holds."""
LEAST_OF_BEST_PAGE = 224
"""Of 256, of what the best page of an article holds of a query, and scores (8.5.1): the page for the reader's region that holds
less is not shown for it, because the query names another region or what only that has; *how much* and the like weigh less."""
MOST_RESULTS = 10
"""Articles of an answer, unless another number is asked for (9.5)."""
MOST_LOOKED_THROUGH = 32
"""Articles whose texts are fetched to see whether they hold a phrase (10.6): more than one looks at, about 40 kB."""

# Answers at once, and pins (index-format 11).

MOST_ANSWER_UNITS = 24
"""Words and Chinese characters of a question that is answered at once (11.2): longer ones tell a story,
and are no such question."""
LONGEST_ANSWER_PHRASE = 8
"""Words and characters of a phrase by which something is asked for (11.2); as long as the longest source of an alias."""
FIRM_ALIAS = 160
"""Weight of the weakest alias that stands for a word of an answer (11.2): doubtful ones, 120, would answer what was not asked."""
ANSWERED_RESULTS = 3
"""Results whose rows and questions are looked at (11.4): each may mean one more file, beside their records."""
MOST_CARD_ITEMS = 6
"""Values of an answer that is several (11.3): more are a list to read in the article."""
FILLERS = 0
"""The slot of words that change nothing (4.11)."""
TELLING = 1
"""The slot of words that say little elsewhere and are no fillers here (4.11)."""
