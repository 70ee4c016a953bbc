"""Difficult cases, written after the detectors and forms that people use and rules miss. They stay, found or not."""
from generate_values import *


def us_phone():
    a, b, c = pick(["212", "415", "646", "312"]), pick("23456789") + digits(2), digits(4)
    return pick(["(%s) %s-%s", "%s-%s-%s", "%s.%s.%s", "1-%s-%s-%s"]) % (a, b, c)


def fr_phone():
    return pick([" ", ".", ""]).join(["0" + pick("1234679")] + [digits(2) for _ in range(4)])


def it_phone():
    return pick(["347", "333", "320"]) + pick([" ", ""]) + digits(7)


HARD = {
    "email": [("de", lambda: "schreib an ⟦%s(at)%s⟧" % (pick(FIRST), pick(DOMAINS))), ("en", lambda: "⟦%s at example dot org⟧" % pick(FIRST)), ("en", lambda: "mailto:⟦%s⟧?subject=Hi" % email()), ("de", lambda: "%s<⟦%s⟧>" % (pick(FIRST), email())), ("pl", lambda: "e-mail:⟦%s⟧;tel" % email()), ("en", lambda: "⟦%s⟧%%20is%%20mine" % email()),
              ("tr", lambda: "e-posta=⟦%s⟧" % email().replace("@", "%252540")), ("it", lambda: "\\\"email\\\":\\\"⟦%s⟧\\\"" % email()), ("fr", lambda: "l'adresse ⟦%s⟧" % email()), ("nl", lambda: "⟦%s⟧\u200b" % email()), ("en", lambda: "user:⟦%s⟧:active" % email())],
    "card": [("en", lambda: "card no ⟦%s⟧ exp 12/27" % card_number()), ("de", lambda: "KK-Nr.⟦%s⟧" % groups(card_number(), [4] * 4, " ")), ("en", lambda: "cc=⟦%s⟧&cvv=123" % card_number()), ("en", lambda: "⟦%s⟧ 1227" % groups(card_number(), [4] * 4, " ")), ("fr", lambda: "carte : ⟦%s⟧" % "&#8203;".join(groups(card_number(), [4] * 4, " ").split(" "))), ("es", lambda: "⟦%s⟧" % "/".join(groups(card_number(), [4] * 4, " ").split(" ")))],
    "iban": [("de", lambda: "IBAN: ⟦%s⟧ BIC COBADEFFXXX" % iban_plain()), ("nl", lambda: "rek.nr ⟦%s⟧ t.n.v. Jansen" % groups(iban_plain(), [4] * 9, " ")), ("de", lambda: "iban\":\"⟦%s⟧\"" % iban_plain()), ("pl", lambda: "konto:⟦%s⟧" % iban_plain()), ("en", lambda: "⟦%s⟧" % groups(iban_plain(), [4] * 9, "\u200b"))],
    "ip": [("en", lambda: "Host ⟦%s⟧:8080 unreachable" % ipv4()), ("de", lambda: "von ⟦%s⟧/24" % ipv4()), ("en", lambda: "⟦%s⟧, proxy" % ipv4()), ("en", lambda: "x-real-ip: ⟦%s⟧" % ipv4()), ("en", lambda: "[⟦%s⟧]:443" % ipv6()), ("en", lambda: "⟦%s⟧" % ipv4().replace(".", "-")), ("en", lambda: "0x%02x%02x%02x%02x is ⟦%s⟧" % (10, 1, 2, 3, ipv4()))],
    "phone": [("en", lambda: "Call ⟦%s⟧ now" % us_phone()), ("en", lambda: "Phone: ⟦%s⟧" % us_phone()), ("fr", lambda: "mon numéro : ⟦%s⟧" % fr_phone()), ("fr", lambda: "Tél. : ⟦%s⟧" % fr_phone()), ("it", lambda: "mi chiami al ⟦%s⟧" % it_phone()), ("it", lambda: "tel ⟦%s⟧" % it_phone()), ("de", lambda: "☎ ⟦%s⟧" % phone_national()), ("de", lambda: "Meine Nummer ist ⟦%s⟧, ab 18 Uhr" % phone_national()), ("de", lambda: "whatsapp an ⟦%s⟧" % phone_national()),
              ("de", lambda: "⟦%s⟧ (dienstlich)" % phone_international()), ("es", lambda: "llámame al ⟦%s⟧" % ("6" + digits(8))), ("pl", lambda: "zadzwoń: ⟦%s⟧" % groups("5" + digits(8), [3, 3], " ")), ("tr", lambda: "ara beni ⟦%s⟧" % ("0532 " + groups(digits(7), [3, 2], " "))), ("nl", lambda: "bel ⟦%s⟧" % ("06-" + digits(8))), ("de", lambda: "null-eins-sieben ⟦%s⟧" % phone_national()), ("en", lambda: "<a href=\"tel:⟦%s⟧\">" % phone_international().replace("%2B", "+")), ("de", lambda: "Tel ⟦%s⟧ oder %s" % (phone_national(), "Mail"))],
    "token": [("en", lambda: "https://x.example/magic/⟦%s⟧" % chars(BASE62, 43)), ("en", lambda: "Cookie: sess=⟦%s⟧" % chars(BASE62, 32)), ("en", lambda: "?t=⟦%s⟧" % chars(BASE62, 40)), ("en", lambda: "token ⟦%s⟧" % chars(BASE62, 40)), ("en", lambda: "api-token: ⟦%s⟧" % chars(BASE62, 32)), ("en", lambda: "X-Auth-Token: ⟦%s⟧" % hexlike()), ("en", lambda: "Basic ⟦%s⟧" % base64.b64encode((pick(FIRST) + ":geheim" + digits(3)).encode()).decode()), ("en", lambda: "otp=⟦%s⟧" % digits(6))],
    "password": [("de", lambda: "Mein Passwort ist ⟦%s⟧" % pick(["geheim", "Schatzi", "nichts"])), ("en", lambda: "pw: ⟦%s⟧" % pick(["Hunter2!", "abc12345"])), ("en", lambda: "login anna / ⟦%s⟧" % "Sommer2026"), ("en", lambda: "userPassword=⟦%s⟧" % ("abc" + digits(4))), ("fr", lambda: "mdp=⟦%s⟧" % ("soleil" + digits(2))), ("pl", lambda: "moje hasło to ⟦%s⟧" % ("kotek" + digits(3))), ("tr", lambda: "şifrem ⟦%s⟧" % ("gizli" + digits(3)))],
    "taxId": [("de", lambda: "Steuer-IdNr.: ⟦%s⟧" % tax_id()), ("de", lambda: "tin=⟦%s⟧&x" % tax_id()), ("de", lambda: "(⟦%s⟧)" % groups(tax_id(), [2, 3, 3, 3], "\u00a0")), ("de", lambda: "ID ⟦%s⟧" % tax_id())],
    "socialSecurity": [("de", lambda: "SV-Nummer: ⟦%s⟧" % "".join(rvnr())), ("de", lambda: "Rentenversicherungsnr. ⟦%s⟧" % " ".join(rvnr())), ("de", lambda: "svnr=⟦%s⟧" % "".join(rvnr()).lower()), ("de", lambda: "⟦%s⟧" % (lambda a, b, l, s: "%s %s %s %s %s %s" % (a, b[:2], b[2:4], b[4:], l, s))(*rvnr()))],
    "idCard": [("de", lambda: "Perso: ⟦%s⟧" % id_serial()), ("de", lambda: "Ausweis ⟦%s⟧ (gültig)" % id_serial()), ("de", lambda: "personalausweis-nr=⟦%s⟧" % id_serial().lower()), ("en", lambda: "identity card ⟦%s⟧" % id_serial())],
    "passport": [("de", lambda: "Pass ⟦%s⟧" % pass_serial()), ("en", lambda: "passport is ⟦%s⟧" % (chars(UPPER, 2) + digits(7))), ("en", lambda: "passportNo=⟦%s⟧" % digits(9)), ("fr", lambda: "passeport ⟦%s⟧" % (digits(2) + chars(UPPER, 2) + digits(5)))],
    "vehicle": [("de", lambda: "Wagen ⟦%s⟧ abgemeldet" % vin("WVW")), ("de", lambda: "auto=⟦%s⟧" % plate()), ("de", lambda: "Kennz.: ⟦%s⟧" % plate()), ("en", lambda: "Chassis No. ⟦%s⟧" % vin("WBA")), ("de", lambda: "FIN ⟦%s⟧" % vin("WDD").lower()), ("de", lambda: "mein kennzeichen ist ⟦%s⟧" % plate().lower())],
    "birthday": [("de", lambda: "*⟦%s⟧ in Köln" % date("de")), ("de", lambda: "Jahrgang ⟦%d⟧" % R.randint(1950, 2005)), ("en", lambda: "b. ⟦%s⟧" % date("en")), ("en", lambda: "age 44, ⟦%s⟧" % date("en")), ("en", lambda: "born on the %s" % ("⟦%s⟧" % date("en"))), ("de", lambda: "Ich wurde am ⟦%s⟧ geboren" % date("de")), ("fr", lambda: "Je suis né à Lyon le ⟦%s⟧" % date("fr")), ("en", lambda: "bdate=⟦%s⟧" % date("en")), ("en", lambda: "birth_day=⟦%s⟧" % date("en")), ("en", lambda: "\"dateOfBirth\": \"⟦%s⟧\"" % date("en"))],
    "address": [("de", lambda: "Ich wohne %s in %s" % ("⟦Lindenstraße %d" % R.randint(1, 99), pick(TOWNS) + "⟧")), ("de", lambda: "strasse=⟦Lindenstr. %d&plz=10115&ort=Berlin⟧" % R.randint(1, 99)), ("de", lambda: "⟦%s⟧" % street_address().lower()), ("de", lambda: "⟦C %d, %d, 68159 Mannheim⟧" % (R.randint(1, 8), R.randint(1, 20))), ("de", lambda: "Lieferadresse:\n%s\n⟦%s⟧" % (pick(FIRST).capitalize(), street_address())), ("de", lambda: "Hohe Luft: ⟦Eppendorfer Landstr. %d, 20251 Hamburg⟧" % R.randint(1, 99)), ("de", lambda: "⟦Sonnenhügel %d, 49088 Osnabrück⟧" % R.randint(1, 60)), ("de", lambda: "⟦%s⟧" % street_address().replace(" ", "+").replace(",", "%2C"))],
    "emailHash": [("en", lambda: "uid_e=⟦%s⟧" % hashlib.sha256(email().encode()).hexdigest()), ("en", lambda: "emails[0]=⟦%s⟧" % hashlib.sha256(email().encode()).hexdigest()), ("en", lambda: "\"hashedEmails\":[{\"value\":\"⟦%s⟧\"}]" % hashlib.sha256(email().encode()).hexdigest()), ("en", lambda: "mail_sha256: ⟦%s⟧" % hashlib.sha256(email().encode()).hexdigest()), ("en", lambda: "em=⟦%s⟧" % base64.b64encode(hashlib.sha256(email().encode()).digest()).decode())],
    "maritalStatus": [("de", lambda: "leider %s ⟦geschieden⟧, zwei Kinder" % pick(["schon", "seit Mai"])), ("de", lambda: "Status: ⟦%s⟧" % pick(["verheiratet", "ledig"])), ("en", lambda: "My husband and I ⟦%s⟧" % pick(["divorced", "separated"])), ("en", lambda: "as a ⟦%s⟧ man I" % pick(["married", "divorced"])), ("de", lambda: "Wir haben ⟦geheiratet⟧"), ("fr", lambda: "je suis divorcée → ⟦célibataire⟧"), ("tr", lambda: "⟦evliyim⟧, iki çocuk")],
    "gender": [("de", lambda: "Geschlecht w/m/d: ⟦%s⟧" % pick("wmd")), ("en", lambda: "gender_code=⟦%s⟧" % pick("MF")), ("en", lambda: "I am a ⟦%s⟧" % pick(["woman", "man"])), ("en", lambda: "\"sex\": \"⟦%s⟧\"" % pick(["female", "male"]))],
    "religion": [("de", lambda: "Ich bin ⟦%s⟧" % pick(["katholisch", "Muslim"])), ("en", lambda: "religion: ⟦%s⟧" % pick(["Shinto", "Baha'i", "Catholic"])), ("de", lambda: "Rel.: ⟦%s⟧" % pick(["ev.", "rk"])), ("en", lambda: "religiousAffiliation=⟦%s⟧" % pick(["Jewish", "Hindu"]))],
    "sexualOrientation": [("en", lambda: "I am ⟦%s⟧" % pick(["gay", "bisexual"])), ("de", lambda: "Orientierung: ⟦%s⟧" % pick(["schwul", "hetero"])), ("en", lambda: "sexual_preference=⟦%s⟧" % pick(["gay", "straight"]))],
}
HARD_NEGATIVES = [("de", lambda: "Rückruf der Charge 0%s-%s" % (digits(3), digits(5))), ("de", lambda: "Tel Aviv ab %d,%02d €" % (R.randint(99, 999), R.randint(0, 99))), ("de", lambda: "Mobilstation %s" % digits(6)), ("en", lambda: "mobile: %dx%d" % (R.randint(320, 1080), R.randint(480, 2400))), ("en", lambda: "phone case %s for iPhone %d" % (digits(5), R.randint(11, 17))), ("en", lambda: "cell 3, row %d" % R.randint(1, 999)),
                  ("en", lambda: "key=%s-%s" % (slug_of(), digits(4))), ("en", lambda: "session_start_%s" % digits(10)), ("en", lambda: "born in the USA %d" % R.randint(1980, 2026)), ("de", lambda: "Passwort-Regeln seit %s" % date("de", 2020, 2026)), ("en", lambda: "email sent %s" % uuid.UUID(bytes=R.randbytes(16), version=4)), ("en", lambda: "token-ring-%s" % digits(3)), ("de", lambda: "Ring %d in Größe %d, 10115 Stück" % (R.randint(1, 9), R.randint(1, 70))), ("en", lambda: "single-origin coffee %d g" % R.randint(100, 999)),
                  ("en", lambda: "GTIN %s" % gtin13()), ("en", lambda: "ref %s" % "-".join(digits(4) for _ in range(3))), ("en", lambda: "1%s" % digits(10)), ("en", lambda: "q=%s" % "+".join(digits(2) for _ in range(8))), ("de", lambda: "Weg %d" % R.randint(1, 99)), ("en", lambda: "gender=%s" % pick(["womens", "mens", "girls", "boys"])), ("de", lambda: "Mann-Filter %s" % digits(6)), ("en", lambda: "auth=%s" % slug_of()), ("en", lambda: "code=SUMMER%s" % digits(2)), ("en", lambda: "state=%s" % slug_of()),
                  ("en", lambda: "us-%s-%s-%s" % (digits(3), digits(3), digits(4))), ("en", lambda: "width=%s&height=%s" % (digits(4), digits(4))), ("de", lambda: "Ausgabe 0%d/2026 - 1%d/2026" % (R.randint(1, 9), R.randint(0, 2))), ("en", lambda: "v%s" % ".".join(digits(2) for _ in range(4))), ("de", lambda: "Personalausweis-Hülle %s" % chars(UPPER + DIGITS, 9)), ("en", lambda: "passport size %dx%d mm" % (35, 45))]


def hexlike():
    return chars("0123456789abcdef", 40)


def slug_of():
    return "-".join(pick(WORDS) for _ in range(3))
