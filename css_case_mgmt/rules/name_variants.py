"""What no spelling rule tells: one name in several languages, abbreviations, parts that are written apart or
together, signs that a script's own romanisation reads in another way (R-043).

General knowledge of names, kept as plain tables. A row of `SAME_NAME` begins with the form that stands for all.
"""

SAME_NAME = """
mohammed muhammad mohamed muhammed mohammad mohamad muhamed mohd muhd md mhd mehmed mehmet maxamed moxamed mahamed mahamad mohamet mamadou
mahmud mahmoud mahmood maxamuud maxamud
ahmed ahmad ahmet axmed axmad ehmed achmed ahamed
hasan hassan xasan hesen
husain hussein hossein husayn husein xuseen xusen hussain hocine huseyin hisen
ali aly cali
omar umar oumar cumar omer umer omaar
osman uthman othman usman cusmaan cismaan ousmane ottman isman
ismail ismael esmail ismaciil ismaeel ishmael smail
ibrahim ebrahim ibraahim brahim abraham abrahim avraham abreham ibrahima
abdullah abdallah abdulla abdalla abdulahi abdullahi abdilahi abdillahi cabdulaahi cabdullahi abdoulaye abdellah abdela
sayed syed sayyed sayyid sayid seyed seyyed
said saeed saiid saeid sayeed saciid
yusuf youssef yousef yousif yusef yosef youssouf yusif yuusuf joseph jose iosif yosief
yaqub yacoub yakub jacob yakob yaaqub yaqoob iakov
yunus younes younis jonah yunis yonas
yahya yehia yahia yaxye yahye
yohannes johannes john jean juan ivan yohanes yuhanna
musa mousa moussa moses muse muuse mosa mussa moshe
isa issa eissa essa ciise ciisa isse
dawud daoud dawood dawit david daud daawuud davyd dawd
sulaiman suleiman suleyman sulayman solomon soliman saleban saleebaan salomon selemon
harun haroon haroun aaron aron haaruun
ishaq isaac ishak isxaaq isaq isaak yishaq
elias ilyas eliyas iliyas ilias elyas ilya illia
idris idriss idrees
zakaria zakariya zekarias zachary zakariyya sakariye
jibril gabriel jibreel djibril jibriil gebriel
mikael michael mikhail mykhailo mikail miguel michel mihail mykhaylo
petros peter petro pyotr petr pedro pierre boutros butros pyetro
paulos paul pavlo pavel pablo boulos pavlos
georgis george giorgis girgis heorhii georgiy georgi jorge heorhiy
markos mark marko marcos murqus
stephanos stephen estifanos stepan istifan esteban stefan
maryam mariam maria mary miriam maryan meryem mariya mariia marya myriam marie
fatima fatma fatimah fatuma faduma fadumo faadumo fatoumata fatimata fatemeh fatimeh fatime fatme fadma fathima
aisha aicha ayesha caasha aysha aishah asha caisha aesha aishatou ayse
khadija khadijah khadeeja khadijo khadiija khadidja hatice xadiija kadija hadija
zainab zaynab zeinab zaineb zeynep zenab saynab zainabu
zahra zahraa zehra sahra zahara
halima haleema xaliimo halimo xalimo halime
hawa xaawo hawo hava
amina amineh aamina aamino amino ameena
safiya safia sofia sofiya sofiia safiyya safiyo
sara sarah saara
nur noor nour nuur nuru
khalid khaled kaled halid xaalid
hamza hamzeh xamse hamse
jamal gamal jamaal djamal cemal djamel
jama jaamac djama
farah faarax farax faraah
warsame warsama
salah salax saalax
rashid rasheed rachid rashiid raashid
karim kareem kariim
sharif shareef cherif sherif shariif
ashraf achraf
olena elena yelena helena helen olenka alena olyena
olha olga
oleksandr aleksandr alexander alexandr iskander oleksander aleksander eskander alejandro alexandre
oleksandra aleksandra alexandra
oleksii aleksei alexey aleksey oleksiy alexei oleksij
volodymyr vladimir wladimir volodimir wolodymyr
mykola nikolai nikolay nicolas nikolaj nicholas
dmytro dmitri dmitry dmitrii dmitriy
serhii sergei sergey serhiy sergii sergiy serhij
andrii andrey andrei andriy andrij andrew
yevhen evgeny evgenii yevgeny evhen yevgeniy eugene evgeniy evgueni
yevheniia evgenia yevgenia evgeniya yevheniya
hryhorii grigory grigorii hryhoriy gregory grigori
kateryna ekaterina katerina yekaterina catherine katherine
hanna anna ganna ana
iryna irina irena
natalia nataliia natalya nataliya natalie
tetiana tatiana tetyana tatyana
yuliia yulia julia iuliia yuliya
yurii yuri iurii yuriy
ihor igor
oleh oleg
mariana marianna maryana
liudmyla lyudmila liudmila ludmila lyudmyla
svitlana svetlana
viktoriia victoria viktoria viktoriya
vasyl vasily vasilii vasilij basil
ruth rut
esther ester estera hester
tesfay tesfaye tesfai
kidane kidan
"""

# Words that are no part of a name.
TITLES = frozenset(
	"mr mrs ms miss dr prof haji hajji hajj hadji alhaj hajia mullah sheikh shaikh sheik".split()
)

# Articles and words between names, which one clerk writes and the next leaves out.
ARTICLES = frozenset(
	"al el ad an ar as ash at az ul ur ud us uz il ibn bin ben bint wa de del la las los da das do dos du y e".split()
)

# Written as one word or as two.
JOINED_TO_THE_NEXT = frozenset(
	"abd abdul abdel abdal abdur abdus abdun abdud abu abou aboo umm um gebre gebra ghebre ghebra gabra wolde welde woldu mac mc".split()
)
JOINED_TO_THE_ONE_BEFORE = frozenset(
	"ullah ulla allah llah uddin eddin eddine aldin aldeen ouddine din deen dine zada zadeh zai".split()
)

# A first given name that many do not use when they say who they are.
OFTEN_LEFT_OUT = frozenset(("mohammed", "sayed", "maryam"))

# Names that a large part of a community bears: sharing one says less than sharing another.
VERY_COMMON = frozenset(
	"mohammed ahmed ali hasan husain omar osman ibrahim abdullah yusuf fatima aisha maryam amina abdi"
	" mahmud ismail khan nur olena iryna oleksandr yohannes tesfay".split()
)

ARABIC_LETTERS = {
	**dict.fromkeys("اأإآٱىع", "a"),
	**dict.fromkeys("ءـةّ", ""),
	**dict.fromkeys("ئيیېۍے", "y"),
	**dict.fromkeys("ؤوۆۇ", "w"),
	**dict.fromkeys("بٻ", "b"),
	"پ": "p",
	**dict.fromkeys("تطٹټ", "t"),
	**dict.fromkeys("ثسص", "s"),
	**dict.fromkeys("جځ", "j"),
	**dict.fromkeys("چڅ", "ch"),
	**dict.fromkeys("حهھہە", "h"),
	"خ": "kh",
	**dict.fromkeys("دضڈډ", "d"),
	**dict.fromkeys("ذزظ", "z"),
	**dict.fromkeys("رړڑ", "r"),
	**dict.fromkeys("ژږ", "zh"),
	**dict.fromkeys("شښ", "sh"),
	"غ": "gh",
	**dict.fromkeys("فڤ", "f"),
	"ق": "q",
	**dict.fromkeys("كک", "k"),
	**dict.fromkeys("گګ", "g"),
	**dict.fromkeys("لڵ", "l"),
	"م": "m",
	**dict.fromkeys("نںڼ", "n"),
}

# Where the usual ASCII of a letter loses its sound.
LATIN_LETTERS = {"ş": "sh", "š": "sh", "č": "ch", "ç": "ch", "ć": "ch", "ž": "zh", "ğ": "g", "ŭ": "w"}
CYRILLIC_LETTERS = {
	"г": "h",
	"ґ": "g",
	"и": "y",
	"й": "i",
	"х": "kh",
	"щ": "shch",
	"ь": "",
	"ъ": "",
	"ы": "y",
}
