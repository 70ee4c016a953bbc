"""Values of each kind, made from the definitions of their formats (not from the detectors). Deterministic."""
import base64
import hashlib
import json
import random
import uuid

R = random.Random(20261124)
LANGS = ["de", "en", "fr", "it", "es", "nl", "pl", "tr"]
FIRST = "anna ben clara david elif emma farid giulia hans ines jan kasia lena luca maria mehmet nadia olga pablo quentin rosa sofie tomas ute viktor wanda xavier yasemin zoe elfriede ottokar".split()
LAST = "haselnuss birnbaum ahorn testmann muster kowalczyk rossi garcia dubois jansen yilmaz lindqvist nowakowski ferrari moreau devries kaya schlehdorn wacholder lopez obrien mcintosh".split()
DOMAINS = "example.org example.com example.net shop.example mail.example post.beispiel.example firma.test mail-3.shop.example muster.example uni.example.edu".split()
DIGITS, LOWER, UPPER = "0123456789", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
WORDS = "sommer winter angebot schuhe jacke rucksack zelt lampe tisch stuhl garten blau rot klein gross neu premium classic trail alpin city sport summer sale shoes jacket promo landing page checkout cart product detail category".split()


def pick(items):
    return R.choice(list(items))


def digits(n):
    return "".join(pick(DIGITS) for _ in range(n))


def chars(alphabet, n):
    return "".join(pick(alphabet) for _ in range(n))


def groups(text, sizes, sep):
    out, i = [], 0
    for size in sizes:
        out.append(text[i:i + size])
        i += size
    if i < len(text):
        out.append(text[i:])
    return sep.join(g for g in out if g)


def email():
    f, l = pick(FIRST), pick(LAST)
    local = pick([f, f + "." + l, f[0] + l, f + "_" + l, f + "-" + l, f + str(R.randint(1, 99)), f + "." + l + "+" + pick(["shop", "news", "2026", "a.b"]),
                  l + "." + f + str(R.randint(1950, 2008)), f.capitalize() + "." + l.capitalize(), "o'" + l, f + "." + pick("abcdefg") + "." + l, (f + "." + l).upper()])
    return local + "@" + pick(DOMAINS)


def email_spelled():
    e = email()
    return pick([e, e, e, e, e.replace("@", "%40"), e.replace("@", "%2540"), e.replace("@", "\uff20"), e.replace("@", "&#64;"), e.replace("@", "&commat;"),
                 e.replace("@", "\\u0040"), e.replace("@", "&#x40;").replace(".", "&#46;"), e.replace("+", "%2B").replace("@", "%40"), e.replace("@", "\u200b@"),
                 "".join("&#%d;" % ord(c) for c in e), e.split("@")[0] + "~@" + e.split("@")[1], e.split("@")[0] + "@m\u00fcnchen.example", "j\u00fcrgen." + e,
                 '"' + pick(FIRST) + " " + pick(LAST) + '"@' + pick(DOMAINS), e.split("@")[0] + "@[192.0.2." + str(R.randint(1, 254)) + "]"])


def luhn(body):
    total = sum(d if i % 2 else (2 * d - 9 if d > 4 else 2 * d) for i, d in enumerate(int(c) for c in reversed(body)))
    return str(-total % 10)


ISSUERS = [("4", 16), ("4", 16), ("4", 16), ("51", 16), ("53", 16), ("55", 16), ("2221", 16), ("2720", 16), ("34", 15), ("37", 15), ("36", 14), ("3052", 14), ("6011", 16), ("645", 16),
           ("65", 16), ("3530", 16), ("3589", 16), ("62", 16), ("62", 19), ("6759", 16), ("6761", 18), ("4", 19), ("4", 13)]


def card_number():
    prefix, length = pick(ISSUERS)
    body = prefix + digits(length - len(prefix) - 1)
    return body + luhn(body)


def wide(text):
    return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in text)


def card():
    n = card_number()
    four = [4] * 4
    amex = [4, 6, 5] if len(n) == 15 else [4, 6, 4] if len(n) == 14 else four
    return pick([n, n, n, groups(n, amex, " "), groups(n, amex, "-"), groups(n, four, " "), groups(n, four, "\u00a0"), groups(n, four, "."), groups(n, four, "  "), groups(n, amex, "+"),
                 groups(n, amex, "%20"), n[:6] + "*" * (len(n) - 10) + n[-4:], groups(n[:6] + "X" * (len(n) - 10) + n[-4:], four, " "), n[:6] + "\u2022" * (len(n) - 10) + n[-4:],
                 "\u200b".join([n[:4], n[4:8], n[8:12], n[12:]]), wide(n), wide(groups(n, four, " ")), groups(n, [2] * 8, " "), groups(n, [8], " "), groups(n, [6, 4, 6], "-")])


IBANS = {"DE": "18n", "AT": "16n", "CH": "5n12c", "FR": "10n11c2n", "GB": "4a14n", "NL": "4a10n", "IT": "1a10n12c", "ES": "20n", "PL": "24n", "TR": "6n16c", "BE": "12n", "LU": "3n13c",
         "SE": "20n", "NO": "11n", "DK": "14n", "PT": "21n", "CZ": "20n", "IE": "4a14n", "MT": "4a5n18c", "LI": "5n12c"}


def iban_of(country, bban):
    number = "".join(str(int(c, 36)) for c in bban + country + "00")
    return country + "%02d" % (98 - int(number) % 97) + bban


def iban_plain():
    country = pick(["DE", "DE", "DE"] + list(IBANS))
    bban, count = "", ""
    for c in IBANS[country]:
        if c.isdigit():
            count += c
        else:
            bban += chars({"n": DIGITS, "a": UPPER, "c": DIGITS + UPPER}[c], int(count))
            count = ""
    return iban_of(country, bban)


def iban():
    i = iban_plain()
    g = groups(i, [4] * 9, " ")
    return pick([i, i, g, g, g.replace(" ", "-"), g.replace(" ", "\u00a0"), i.lower(), g.replace(" ", "%20"), g.replace(" ", "+"), i[:4] + " " + i[4:], g.replace(" ", "\u202f"), i[:2] + " " + groups(i[2:], [2] + [4] * 9, " ")])


def ipv4():
    return ".".join(str(R.randint(1, 254)) for _ in range(4))


def ipv6():
    g = ["2001", "db8"] + ["%x" % R.randint(0, 0xffff) for _ in range(6)]
    full = ":".join(g)
    short = "2001:db8:" + pick([":", "%x::" % R.randint(1, 0xffff)]) + ":".join("%x" % R.randint(0x100, 0xffff) for _ in range(R.randint(1, 3)))
    return pick([full, short, short, full.upper(), "fe80::%x:%xff:fe%02x:%x" % (R.randint(0x200, 0xffff), R.randint(1, 0xff), R.randint(0, 255), R.randint(1, 0xffff)), "::ffff:" + ipv4()])


MOBILE = ["151", "152", "157", "160", "162", "163", "170", "171", "172", "173", "174", "175", "176", "177", "178", "179"]
AREA = ["30", "40", "69", "89", "221", "211", "711", "351", "341", "511", "421", "911", "6131", "7531", "3641", "9131", "2151", "4421", "33056", "8821"]


def german_phone():
    if R.random() < .5:
        p = pick(MOBILE)
        return p, digits(8 if p in ("151", "152", "157", "160", "162", "163", "176") and R.random() < .6 else 7)
    a = pick(AREA)
    return a, pick("23456789") + digits({2: 7, 3: 6, 4: 5, 5: 4}[len(a)] - R.randint(0, 1))


def phone_international():
    cc, parts = pick([("49", german_phone()), ("49", german_phone()), ("43", (pick(["1", "316", "662", "664", "676"]), pick("23456789") + digits(6))), ("41", (pick(["44", "31", "79", "78", "61"]), pick("23456789") + digits(6))),
                      ("33", (pick("1234679"), digits(8))), ("39", (pick(["06", "02", "347", "333"]), pick("23456789") + digits(6 + R.randint(0, 1)))), ("34", (pick(["612", "654", "915", "934"]), digits(6))),
                      ("31", (pick(["20", "6", "10"]), pick("1234567") + digits(6 + R.randint(0, 0)))), ("48", (pick(["501", "602", "22", "790"]), digits(6) )), ("90", (pick(["532", "212", "542"]), digits(7))),
                      ("44", (pick(["20", "7911", "7700"]), digits(6))), ("1", (pick(["212", "415", "202", "646"]), pick("23456789") + digits(6)))])
    a, n = parts
    if cc == "31" and a == "6":
        n = pick("12345") + digits(7)
    if cc == "31" and a != "6":
        n = pick("234567") + digits(6)
    if cc == "48" and a == "22":
        n = digits(7)
    if cc == "44" and a == "20":
        n = "7" + digits(7)
    two = groups(n, [3, 2, 2], " ")
    return pick(["+%s %s %s" % (cc, a, n), "+%s %s %s" % (cc, a, two), "+%s%s%s" % (cc, a, n), "+%s-%s-%s" % (cc, a, n), "+%s (%s) %s" % (cc, a, n), "00%s %s %s" % (cc, a, n), "+%s.%s%s" % (cc, a, n),
                 "00%s%s%s" % (cc, a, n) if cc in ("49", "43", "41", "33") else "+%s %s/%s" % (cc, a, n), "+%s\u00a0%s\u00a0%s" % (cc, a, n), "%%2B%s%s%s" % (cc, a, n), "+%s (0)%s %s" % (cc, a, n) if cc in ("49", "43", "41", "44") else "+%s %s %s" % (cc, a, n)])


def phone_national():
    a, n = german_phone()
    if R.random() < .3:
        a, n = pick([("44", pick("23456") + digits(6)), ("79", digits(7)), ("31", pick("3456") + digits(6)), ("664", digits(7)), ("1", pick("2345678") + digits(6)), ("316", pick("2345678") + digits(5))])
    return pick(["0%s %s" % (a, n), "0%s/%s" % (a, n), "0%s-%s" % (a, n), "(0%s) %s" % (a, n), "0%s / %s" % (a, n), "0%s %s" % (a, groups(n, [2, 2, 2], " ")), "0%s %s" % (a, groups(n, [3, 2], " ")), "0%s - %s" % (a, n),
                 "0%s%s" % (a, n) if a in MOBILE else "0%s %s" % (a, n)])


def jwt():
    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value, separators=(",", ":")).encode()).decode().rstrip("=")
    head = pick([{"alg": "HS256", "typ": "JWT"}, {"alg": "RS256", "kid": chars(LOWER + DIGITS, 12), "typ": "JWT"}, {"typ": "JWT", "alg": "ES256"}, {"alg": "none"}])
    body = {"sub": str(R.randint(1000, 99999)), "name": pick(FIRST), "iat": 1760000000 + R.randint(0, 9999999)}
    return part(head) + "." + part(body) + "." + base64.urlsafe_b64encode(R.randbytes(32)).decode().rstrip("=")


BASE62 = UPPER + LOWER + DIGITS


def vendor_key():
    return pick([lambda: pick(["sk_live_", "rk_live_", "sk_test_"]) + chars(BASE62, 24), lambda: pick(["ghp_", "gho_", "ghs_"]) + chars(BASE62, 36), lambda: "github_pat_" + chars(BASE62, 22) + "_" + chars(BASE62, 59),
                 lambda: "glpat-" + chars(BASE62, 20), lambda: "xoxb-" + digits(12) + "-" + digits(12) + "-" + chars(BASE62, 24), lambda: pick(["AKIA", "ASIA"]) + chars(UPPER + "234567", 16),
                 lambda: "EAA" + chars(BASE62, 120), lambda: "AIza" + chars(BASE62 + "-_", 35), lambda: "SG." + chars(BASE62, 22) + "." + chars(BASE62, 43), lambda: "shpat_" + chars("0123456789abcdef", 32),
                 lambda: "npm_" + chars(BASE62, 36), lambda: "ya29." + chars(BASE62 + "-_", 80), lambda: "hf_" + chars(BASE62, 34), lambda: "sk-proj-" + chars(BASE62, 48), lambda: "whsec_" + chars(BASE62, 32)])()


def secret():
    return pick([lambda: chars("0123456789abcdef", pick([32, 40, 64])), lambda: chars(BASE62, pick([20, 24, 32, 43])), lambda: base64.urlsafe_b64encode(R.randbytes(pick([18, 24, 32]))).decode().rstrip("="),
                 lambda: base64.b64encode(R.randbytes(pick([18, 24, 32]))).decode().rstrip("="), lambda: chars(LOWER + DIGITS, 26), lambda: str(uuid.UUID(bytes=R.randbytes(16), version=4))])()


def tax_id():
    while True:
        first = R.sample(range(10), 9)
        repeated = pick(first)
        ds = first + [repeated] if R.random() < .6 else R.sample(first, 8)
        if len(ds) == 8:
            ds = ds + [ds[0], ds[0]]
        R.shuffle(ds)
        if ds[0] == 0 or any(ds[i] == ds[i + 1] == ds[i + 2] for i in range(8)):
            continue
        p = 10
        for d in ds:
            s = (d + p) % 10 or 10
            p = 2 * s % 11
        return "".join(map(str, ds)) + str((11 - p) % 10)


def rvnr():
    area = pick(["02", "08", "09", "12", "13", "14", "15", "17", "18", "20", "23", "25", "26", "29", "38", "39", "44", "50", "52", "53", "65", "80", "82"])
    birth = "%02d%02d%02d" % (R.randint(1, 28), R.randint(1, 12), R.randint(30, 99))
    letter = pick(UPPER)
    serial = "%02d" % R.randint(0, 99)
    body = area + birth + "%02d" % (ord(letter) - 64) + serial
    total = 0
    for d, w in zip(body, [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]):
        total += sum(map(int, str(int(d) * w)))
    return area, birth, letter, serial + str(total % 10)


def check731(text):
    return str(sum((int(c, 36) if c != "<" else 0) * (7, 3, 1)[i % 3] for i, c in enumerate(text)) % 10)


SERIAL = "0123456789CFGHJKLMNPRTVWXYZ"


def id_serial():
    while True:
        s = pick("LMNPRTVWXY") + chars(SERIAL, 8)
        if any(c.isdigit() for c in s):
            return s


def pass_serial():
    while True:
        s = pick("CFGHJK") + chars(SERIAL, 8)
        if any(c.isdigit() for c in s):
            return s


def mrz():
    l, f = pick(LAST).upper(), pick(FIRST).upper()
    birth, exp = "%02d%02d%02d" % (R.randint(40, 99), R.randint(1, 12), R.randint(1, 28)), "%02d%02d%02d" % (R.randint(27, 35), R.randint(1, 12), R.randint(1, 28))
    if R.random() < .5:
        s = pass_serial()
        line1 = ("P<D<<" + l + "<<" + f).ljust(44, "<")
        line2 = s + check731(s) + "D<<" + birth + check731(birth) + pick("MF") + exp + check731(exp) + "<" * 14
        line2 += "<" + check731(s + check731(s) + birth + check731(birth) + exp + check731(exp) + "<" * 14)
        return "passport", pick([line1, line2[:44]])
    s = id_serial()
    line1 = ("IDD<<" + s + check731(s)).ljust(30, "<")
    line2 = (birth + check731(birth) + pick("<MF") + exp + check731(exp) + "D").ljust(29, "<")
    return "idCard", pick([line1, line2 + check731(line2[:7] + line2[8:15])])


VIN_VALUES = {**{str(i): i for i in range(10)}, **dict(zip("ABCDEFGH", range(1, 9))), **dict(zip("JKLMN", range(1, 6))), "P": 7, "R": 9, **dict(zip("STUVWXYZ", range(2, 10)))}
VIN_CHARS = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"


def vin(wmi=None):
    wmi = wmi or pick(["WVW", "WAU", "WBA", "WDB", "WDD", "W0L", "WF0", "TMB", "VSS", "VF1", "VF3", "VF7", "ZFA", "YV1", "SAJ", "JTD", "JHM", "JMZ", "KMH", "1HG", "1FT", "2T1", "3VW", "4T1", "5YJ", "1G1"])
    v = wmi + chars(VIN_CHARS, 5) + "0" + pick("ABCDEFGHJKLMNPRSTVWXY123456789") + pick("ABCDEFGHJKLMNPRSTUVWXYZ0123456789") + digits(6)
    if wmi[0] in "12345":
        r = sum(VIN_VALUES[c] * w for c, w in zip(v, [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2])) % 11
        v = v[:8] + ("X" if r == 10 else str(r)) + v[9:]
    elif R.random() < .5:
        v = v[:3] + "ZZZ" + v[6:8] + "Z" + v[9:]
    return v


PLATES = ["B", "M", "K", "HH", "F", "S", "D", "L", "DD", "KA", "KN", "FR", "MZ", "GAP", "OHV", "RÜD", "MÜ", "TÖL", "HRO", "WUG", "ERH", "BIT"]


def plate():
    d, s, n = pick(PLATES), chars(UPPER, R.randint(1, 2)), str(R.randint(1, 9999 if R.random() < .5 else 999))
    return pick(["%s-%s %s", "%s %s %s", "%s-%s%s", "%s-%s-%s", "%s %s%s"]) % (d, s, n) + pick(["", "", "", "E", "H"])


MONTHS = {"de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember", "en": "January February March April May June July August September October November December",
          "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre", "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
          "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre", "nl": "januari februari maart april mei juni juli augustus september oktober november december",
          "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia", "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık"}


def date(lang, low=1935, high=2010):
    d, m, y = R.randint(1, 28), R.randint(1, 12), R.randint(low, high)
    name = MONTHS[lang].split()[m - 1]
    numeric = ["%02d.%02d.%d" % (d, m, y), "%d.%d.%d" % (d, m, y), "%d-%02d-%02d" % (y, m, d), "%02d/%02d/%d" % (d, m, y), "%02d-%02d-%d" % (d, m, y), "%02d.%02d.%02d" % (d, m, y % 100)]
    written = {"de": "%d. %s %d" % (d, name, y), "en": pick(["%s %d, %d" % (name, d, y), "%d %s %d" % (d, name, y), "%s %dth, %d" % (name, d if d > 3 else 4, y)]), "es": "%d de %s de %d" % (d, name, y)}.get(lang, "%d %s %d" % (d, name, y))
    return pick(numeric + [written, written])


STREETS = "Ahornweg|Hauptstraße|Lindenallee|Bahnhofstr.|Kirchplatz|Goethestrasse|Am Mühlbach|An der alten Post|Unter den Eichen|Rosengasse|Schillerring|Elbchaussee|Neue Gasse|Karl-Marx-Allee|Straße des 17. Juni|Marktplatz|Zum Sportplatz|Im Winkel|Obere Torgasse|Hinter der Kirche|Hohenzollerndamm|Mainufer|Prinzenpark|Sankt-Anna-Weg|Große Bleichen|Alter Steinweg|Jungfernstieg|Kurfürstendamm|Auf dem Acker|Dorfanger|Planken|Gänsemarkt|Lerchenfeld|Waldsiedlung|Kölner Str.".split("|")
TOWNS = "10115 Berlin|20354 Hamburg|80331 München|50667 Köln|60311 Frankfurt am Main|70173 Stuttgart|01067 Dresden|04109 Leipzig|79098 Freiburg im Breisgau|06108 Halle (Saale)|61348 Bad Homburg|93047 Regensburg|17489 Greifswald|24103 Kiel|99084 Erfurt|97070 Würzburg|52062 Aachen|48143 Münster|55116 Mainz|02826 Görlitz".split("|")


def street_address():
    number = pick([str(R.randint(1, 199)), str(R.randint(1, 199)), "%d%s" % (R.randint(1, 99), pick("abc")), "%d %s" % (R.randint(1, 99), pick("abc")), "%d-%d" % (R.randint(1, 40), R.randint(41, 60)), "%d/%d" % (R.randint(1, 40), R.randint(1, 9))])
    t = pick(TOWNS)
    return pick(STREETS) + " " + number + pick([", ", ", ", " ", "\n", " - ", ", D-", "; ", " | "]) + t


def email_hash():
    h = hashlib.sha256(email().lower().encode())
    return pick([h.hexdigest(), h.hexdigest(), h.hexdigest().upper(), base64.urlsafe_b64encode(h.digest()).decode().rstrip("=")])


def gtin13():
    body = pick(["40", "42", "50", "76", "90", "30", "80", "87"]) + digits(10)
    return body + str(-sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(body)) % 10)
