"""How the parts of syllables were heard: counts, one line a part that was said.

A line is the part, then what it was heard as and how often. "-" is nothing; a tone is written by
the "a" that bears it. Counted on 1,173 sentences of synthetic voices in three dialects, half of
them in noise, by aligning the words that were said with the frames; the program was a one-off and
is not in the repository (docs/hearing.md). What was heard fewer than three times is left out.
"""

INITIALS = """
- - 520 l 29 m 28 đ 22 h 22 v 18 b 16 c 15 n 13 ng 11 t 9 g 9 th 7 nh 7 r 5 ch 3 ph 3
c c 355 t 251 th 85 ch 74 - 57 b 44 v 37 đ 23 kh 22 ph 19 n 15 tr 14 ng 11 m 11 h 11 l 9 nh 9 g 7
t t 306 c 132 v 131 đ 80 b 60 r 56 th 46 - 31 ch 31 ng 30 g 27 n 24 l 16 gi 14 tr 10 m 8 ph 8 qu 7
đ đ 328 c 131 b 98 - 88 t 70 v 65 ch 36 n 27 l 24 r 22 m 18 gi 16 g 15 th 14 h 10 kh 8 ng 7 x 6 ph 6
ch ch 388 t 92 c 92 s 79 - 50 tr 45 x 35 b 31 th 27 đ 17 v 16 kh 15 qu 15 ph 12 g 8 h 6 l 5 gi 5
m m 485 b 68 n 64 v 48 l 47 - 44 đ 29 h 8 c 8 r 7 qu 6 ng 5
b b 271 - 92 v 89 m 77 đ 49 h 24 th 18 g 18 l 17 t 11 ph 10 n 10 c 5 r 4 qu 3 ng 3
l l 437 n 32 - 26 ng 9 đ 9 qu 7 v 6 m 6 b 5 g 5 c 4 h 4 r 4 t 3
v v 164 - 24 m 19 g 18 b 17 nh 10 ng 8 th 8 h 7 r 7 gi 7 đ 6 ch 6 d 5 c 5 ph 4 n 4 l 3 x 3
h h 178 - 118 kh 106 c 61 v 43 th 42 ph 35 t 20 l 15 ch 14 g 14 qu 14 m 12 b 11 đ 10 ng 9 gi 6 x 5
th th 116 v 64 t 59 ch 47 đ 41 c 38 - 36 b 22 g 22 qu 16 ph 16 x 15 l 10 s 9 h 8 tr 7 kh 5 m 5 d 4
n - 142 n 94 l 87 đ 41 ng 29 h 24 r 17 m 16 v 15 nh 15 g 12 t 10 b 10 th 8 c 6 gi 3 ch 3 d 3
nh nh 277 - 52 ch 16 gi 14 d 13 l 11 g 10 đ 9 r 8 v 8 n 6 ng 5 h 5 th 3 c 3
kh kh 175 - 104 c 48 h 24 l 23 s 20 t 13 đ 9 ch 8 g 7 n 6 qu 6 x 5 ng 5 th 5 gi 5 v 4 r 3 m 3 ph 3
s s 137 - 69 x 19 c 15 h 10 đ 10 ch 9 n 9 ph 9 t 8 r 7 v 5 th 5 l 4 b 3 ng 3 gi 3 g 3 kh 3
r r 100 v 36 ng 29 nh 19 - 19 g 12 l 10 đ 10 n 8 c 8 b 7 d 7 m 6 ch 6 h 5 gi 5 ph 3 s 3 th 3
ph ph 138 - 47 s 18 v 15 t 10 th 10 ch 9 h 8 x 7 c 6 kh 4 l 4 m 3 d 3 b 3 đ 3 r 3
gi gi 68 - 40 r 30 v 29 nh 28 l 21 d 18 n 16 ng 15 ch 15 h 14 đ 14 m 6 g 6 c 3 th 3 s 3
x x 91 - 57 s 34 ch 17 đ 11 t 10 c 9 h 8 d 6 v 6 qu 5 ng 5 l 5 kh 4 b 4 n 4 g 4 th 3 ph 3
g g 85 r 12 v 10 đ 9 c 9 ng 8 d 8 nh 7 ch 6 th 4 n 4 - 4 gi 3
ng - 62 ng 46 l 19 h 17 nh 14 v 11 th 8 qu 7 g 6 đ 5 m 5 c 4 r 4 b 4 d 3 n 3 ch 3
qu qu 96 v 22 l 20 b 11 m 9 - 8 h 5 c 3
tr ch 51 tr 38 t 25 c 18 - 17 s 8 b 8 x 7 r 6 v 6 nh 6 h 6 đ 6 gi 5 th 5 l 3
d - 25 g 15 d 13 nh 11 v 9 ch 8 r 7 đ 7 s 7 l 7 gi 5 h 5 ng 5 c 5 b 4 n 4
p
"""

VOWELS = """
a a 1196 ă 93 ơ 79 â 38 ai 32 o 30 ê 25 ao 24 e 14 ơi 8 oa 6 ay 6 i 5 ây 4 ô 3
ô ô 701 u 120 â 93 o 78 ua 27 ơ 27 ôi 19 uô 13 ă 5 a 5 uâ 4 ư 3 âu 3 i 3
i i 723 ê 56 ơ 44 y 39 o 39 iê 13 ư 12 ơi 12 â 11 ôi 8 ai 8 ia 7 uâ 6 a 5 ô 5 uy 5 ao 3 uyê 3 ây 3
o o 552 ô 138 â 46 ă 28 a 28 u 16 ôi 15 uâ 15 ua 11 oa 9 ơ 8 uô 5 e 5 oi 3
ôi ôi 392 ui 79 ô 45 oi 34 uôi 24 o 12 u 12 uô 7 ơi 4
ơ ơ 318 o 55 ơi 52 ôi 36 ưa 28 ô 25 ư 14 a 8 ươi 6 uô 4 uâ 4 ươ 3 ua 3 oi 3
e e 321 a 119 ê 40 ơ 12 â 7 ă 6 ay 6 ai 4 i 3 o 3 iê 3 ây 3
ê ê 285 e 57 ai 22 i 16 ơ 14 a 12 ô 12 iê 9 o 8 uô 7 ây 5 uâ 4 â 3 ơi 3 ay 3 ôi 3 ia 3
ai ai 246 a 98 ây 47 ay 41 ơi 31 ao 8 ă 7 o 7 ơ 7 i 6
â o 147 â 82 ơ 51 a 24 ôi 23 ô 18 uâ 18 oa 13 oi 13 ơi 12 ao 11 ê 11 ă 9 i 4 âu 3 iêu 3 au 3
ây ây 194 ơi 81 ay 23 ôi 21 i 18 o 17 oi 15 ươi 14 a 12 ơ 8 ai 8 ê 8 iêu 4 y 3
iê iê 201 i 88 u 19 ê 15 ia 11 e 8 uyê 8 ơi 4 ây 4 â 3 ư 3
ao a 141 ao 128 ơ 24 ă 10 e 9 ô 9 au 7 o 6 ai 5 ơi 4
u u 98 ô 84 uô 20 o 15 i 6 ua 5 ôi 5 ư 5 â 4 ui 3
ă ă 136 a 103 â 28 e 6 o 5 ô 4 ay 3 i 3
ơi ơi 96 ây 37 ôi 36 ay 13 ơ 9 ai 7 a 6 i 5 oi 5 ươi 5 o 4 ô 3
ư ư 129 u 36 ơ 23 ưa 13 o 11 ê 8 i 8 ươ 6 ươi 6 ô 5 ơi 5 a 4 ưi 4 â 4 ôi 3
ay ai 81 ay 76 a 62 ây 34 i 22 ơi 6 ă 6
oi oi 116 ôi 70 o 41 ô 17 oai 4 a 3
ươ iê 65 i 44 ươ 35 u 31 ư 21 iêu 20 uyê 12 êu 5 ưa 5 yêu 5 ôi 4 ô 3 o 3 uô 3 uâ 3
uô uô 89 ô 24 â 19 o 8 uâ 5 ươ 5 u 5 ơi 3 a 3 ă 3 ư 3
ưa ưa 29 iêu 28 ươ 13 i 13 yêu 11 ư 11 ôi 8 ưi 8 êu 6 iê 5 iu 4 ưu 4 uyê 4 o 3 ô 3 uô 3
ui ôi 57 ui 36 oi 8 uôi 8 ô 7 u 6 o 5 uô 3
au ao 74 au 40 a 23 o 19 ô 14 ă 7 ơi 3
y y 62 i 40 ê 4 ia 3
iêu iêu 23 iê 21 i 10 uyê 4 ư 4
âu ơ 63 o 34 ô 16 ao 6 a 6 âu 4
ua ưa 22 ơ 14 ua 8 ô 5 uô 4 a 3
oa a 65 oa 8
ươi ươi 13 ôi 7 i 5 ươ 5 iêu 4 uô 3 uy 3 yêu 3
uyê yê 10 iê 9 uyê 7 ê 6 i 6 ua 6 y 5 e 4 o 3 ơi 3
uôi ơi 16 uôi 7 ôi 5 ươi 5
uâ a 11
ia e 14 ia 11 a 5
oai a 17 oai 11 ai 8 ây 4 ay 3
yêu
ưi
ưu i 6 ưu 5
eo e 11 a 6
êu
yê
uy
uê ê 11 e 7
iu
ươu
oe
oă
ie
"""

FINALS = """
- - 7081 n 188 ng 163 m 151 nh 138 t 45 c 41 p 11 ch 7
n n 659 - 398 m 150 ng 104 nh 76 t 32 c 14 p 6
m m 492 - 77 n 62 nh 18 ng 17 t 6 p 5
ng ng 378 m 290 - 171 n 104 nh 67 c 15 t 15 p 14 ch 4
t - 258 t 150 n 37 c 27 p 13 m 7 ng 7 nh 4 ch 3
nh nh 157 - 76 n 50 m 3 ng 3 ch 3
c - 173 c 88 t 71 n 27 p 26 m 16 ng 15 nh 4 ch 4
p - 86 p 68 t 26 m 22 n 21 c 12 ng 9
ch ch 23 - 19 nh 14 t 4 n 3
"""

TONES = """
- - 2480 á 727 à 522 ạ 184 ả 160 ã 35
á á 1719 - 564 à 321 ạ 262 ả 152 ã 55
à à 1333 - 640 ạ 210 á 145 ả 102 ã 19
ạ ạ 464 à 330 - 306 ả 121 á 115 ã 16
ả - 434 ả 297 à 235 á 145 ạ 105 ã 23
ã á 97 - 84 à 47 ã 37 ạ 28 ả 25
"""
