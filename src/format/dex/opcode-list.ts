/**
 * The 256 Dalvik opcodes, one a line: opcode, name, format, kind of its index, what it does to control flow.
 * Names and formats are those of AOSP art/libdexfile/dex/dex_instruction_list.h; two flags are ours: `invoke-custom`
 * is an invoke here (AOSP leaves the flag out because it names no method), and the opcodes only the optimiser of old
 * runtimes wrote (return-void-no-barrier 73, the -quick group e3-f2) are unused, as the verifier has them.
 */
export const OPCODE_LIST = `
00 nop 10x none
01 move 12x none
02 move/from16 22x none
03 move/16 32x none
04 move-wide 12x none
05 move-wide/from16 22x none
06 move-wide/16 32x none
07 move-object 12x none
08 move-object/from16 22x none
09 move-object/16 32x none
0a move-result 11x none
0b move-result-wide 11x none
0c move-result-object 11x none
0d move-exception 11x none
0e return-void 10x none return
0f return 11x none return
10 return-wide 11x none return
11 return-object 11x none return
12 const/4 11n none
13 const/16 21s none
14 const 31i none
15 const/high16 21h none
16 const-wide/16 21s none
17 const-wide/32 31i none
18 const-wide 51l none
19 const-wide/high16 21h none
1a const-string 21c string can-throw
1b const-string/jumbo 31c string can-throw
1c const-class 21c type can-throw
1d monitor-enter 11x none can-throw
1e monitor-exit 11x none can-throw
1f check-cast 21c type can-throw
20 instance-of 22c type can-throw
21 array-length 12x none can-throw
22 new-instance 21c type can-throw
23 new-array 22c type can-throw
24 filled-new-array 35c type can-throw
25 filled-new-array/range 3rc type can-throw
26 fill-array-data 31t none can-throw,payload
27 throw 11x none throw
28 goto 10t none goto
29 goto/16 20t none goto
2a goto/32 30t none goto
2b packed-switch 31t none switch,payload
2c sparse-switch 31t none switch,payload
2d cmpl-float 23x none
2e cmpg-float 23x none
2f cmpl-double 23x none
30 cmpg-double 23x none
31 cmp-long 23x none
32 if-eq 22t none branch
33 if-ne 22t none branch
34 if-lt 22t none branch
35 if-ge 22t none branch
36 if-gt 22t none branch
37 if-le 22t none branch
38 if-eqz 21t none branch
39 if-nez 21t none branch
3a if-ltz 21t none branch
3b if-gez 21t none branch
3c if-gtz 21t none branch
3d if-lez 21t none branch
3e unused-3e 10x none unused
3f unused-3f 10x none unused
40 unused-40 10x none unused
41 unused-41 10x none unused
42 unused-42 10x none unused
43 unused-43 10x none unused
44 aget 23x none can-throw
45 aget-wide 23x none can-throw
46 aget-object 23x none can-throw
47 aget-boolean 23x none can-throw
48 aget-byte 23x none can-throw
49 aget-char 23x none can-throw
4a aget-short 23x none can-throw
4b aput 23x none can-throw
4c aput-wide 23x none can-throw
4d aput-object 23x none can-throw
4e aput-boolean 23x none can-throw
4f aput-byte 23x none can-throw
50 aput-char 23x none can-throw
51 aput-short 23x none can-throw
52 iget 22c field can-throw,read
53 iget-wide 22c field can-throw,read
54 iget-object 22c field can-throw,read
55 iget-boolean 22c field can-throw,read
56 iget-byte 22c field can-throw,read
57 iget-char 22c field can-throw,read
58 iget-short 22c field can-throw,read
59 iput 22c field can-throw,write
5a iput-wide 22c field can-throw,write
5b iput-object 22c field can-throw,write
5c iput-boolean 22c field can-throw,write
5d iput-byte 22c field can-throw,write
5e iput-char 22c field can-throw,write
5f iput-short 22c field can-throw,write
60 sget 21c field can-throw,read
61 sget-wide 21c field can-throw,read
62 sget-object 21c field can-throw,read
63 sget-boolean 21c field can-throw,read
64 sget-byte 21c field can-throw,read
65 sget-char 21c field can-throw,read
66 sget-short 21c field can-throw,read
67 sput 21c field can-throw,write
68 sput-wide 21c field can-throw,write
69 sput-object 21c field can-throw,write
6a sput-boolean 21c field can-throw,write
6b sput-byte 21c field can-throw,write
6c sput-char 21c field can-throw,write
6d sput-short 21c field can-throw,write
6e invoke-virtual 35c method can-throw,invoke
6f invoke-super 35c method can-throw,invoke
70 invoke-direct 35c method can-throw,invoke
71 invoke-static 35c method can-throw,invoke
72 invoke-interface 35c method can-throw,invoke
73 unused-73 10x none unused
74 invoke-virtual/range 3rc method can-throw,invoke
75 invoke-super/range 3rc method can-throw,invoke
76 invoke-direct/range 3rc method can-throw,invoke
77 invoke-static/range 3rc method can-throw,invoke
78 invoke-interface/range 3rc method can-throw,invoke
79 unused-79 10x none unused
7a unused-7a 10x none unused
7b neg-int 12x none
7c not-int 12x none
7d neg-long 12x none
7e not-long 12x none
7f neg-float 12x none
80 neg-double 12x none
81 int-to-long 12x none
82 int-to-float 12x none
83 int-to-double 12x none
84 long-to-int 12x none
85 long-to-float 12x none
86 long-to-double 12x none
87 float-to-int 12x none
88 float-to-long 12x none
89 float-to-double 12x none
8a double-to-int 12x none
8b double-to-long 12x none
8c double-to-float 12x none
8d int-to-byte 12x none
8e int-to-char 12x none
8f int-to-short 12x none
90 add-int 23x none
91 sub-int 23x none
92 mul-int 23x none
93 div-int 23x none can-throw
94 rem-int 23x none can-throw
95 and-int 23x none
96 or-int 23x none
97 xor-int 23x none
98 shl-int 23x none
99 shr-int 23x none
9a ushr-int 23x none
9b add-long 23x none
9c sub-long 23x none
9d mul-long 23x none
9e div-long 23x none can-throw
9f rem-long 23x none can-throw
a0 and-long 23x none
a1 or-long 23x none
a2 xor-long 23x none
a3 shl-long 23x none
a4 shr-long 23x none
a5 ushr-long 23x none
a6 add-float 23x none
a7 sub-float 23x none
a8 mul-float 23x none
a9 div-float 23x none
aa rem-float 23x none
ab add-double 23x none
ac sub-double 23x none
ad mul-double 23x none
ae div-double 23x none
af rem-double 23x none
b0 add-int/2addr 12x none
b1 sub-int/2addr 12x none
b2 mul-int/2addr 12x none
b3 div-int/2addr 12x none can-throw
b4 rem-int/2addr 12x none can-throw
b5 and-int/2addr 12x none
b6 or-int/2addr 12x none
b7 xor-int/2addr 12x none
b8 shl-int/2addr 12x none
b9 shr-int/2addr 12x none
ba ushr-int/2addr 12x none
bb add-long/2addr 12x none
bc sub-long/2addr 12x none
bd mul-long/2addr 12x none
be div-long/2addr 12x none can-throw
bf rem-long/2addr 12x none can-throw
c0 and-long/2addr 12x none
c1 or-long/2addr 12x none
c2 xor-long/2addr 12x none
c3 shl-long/2addr 12x none
c4 shr-long/2addr 12x none
c5 ushr-long/2addr 12x none
c6 add-float/2addr 12x none
c7 sub-float/2addr 12x none
c8 mul-float/2addr 12x none
c9 div-float/2addr 12x none
ca rem-float/2addr 12x none
cb add-double/2addr 12x none
cc sub-double/2addr 12x none
cd mul-double/2addr 12x none
ce div-double/2addr 12x none
cf rem-double/2addr 12x none
d0 add-int/lit16 22s none
d1 rsub-int 22s none
d2 mul-int/lit16 22s none
d3 div-int/lit16 22s none can-throw
d4 rem-int/lit16 22s none can-throw
d5 and-int/lit16 22s none
d6 or-int/lit16 22s none
d7 xor-int/lit16 22s none
d8 add-int/lit8 22b none
d9 rsub-int/lit8 22b none
da mul-int/lit8 22b none
db div-int/lit8 22b none can-throw
dc rem-int/lit8 22b none can-throw
dd and-int/lit8 22b none
de or-int/lit8 22b none
df xor-int/lit8 22b none
e0 shl-int/lit8 22b none
e1 shr-int/lit8 22b none
e2 ushr-int/lit8 22b none
e3 unused-e3 10x none unused
e4 unused-e4 10x none unused
e5 unused-e5 10x none unused
e6 unused-e6 10x none unused
e7 unused-e7 10x none unused
e8 unused-e8 10x none unused
e9 unused-e9 10x none unused
ea unused-ea 10x none unused
eb unused-eb 10x none unused
ec unused-ec 10x none unused
ed unused-ed 10x none unused
ee unused-ee 10x none unused
ef unused-ef 10x none unused
f0 unused-f0 10x none unused
f1 unused-f1 10x none unused
f2 unused-f2 10x none unused
f3 unused-f3 10x none unused
f4 unused-f4 10x none unused
f5 unused-f5 10x none unused
f6 unused-f6 10x none unused
f7 unused-f7 10x none unused
f8 unused-f8 10x none unused
f9 unused-f9 10x none unused
fa invoke-polymorphic 45cc method+proto can-throw,invoke
fb invoke-polymorphic/range 4rcc method+proto can-throw,invoke
fc invoke-custom 35c call-site can-throw,invoke
fd invoke-custom/range 3rc call-site can-throw,invoke
fe const-method-handle 21c method-handle can-throw
ff const-method-type 21c proto can-throw
`;
