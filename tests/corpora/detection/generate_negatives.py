"""Strings that look like a value and are none, per kind, and texts in general. Deterministic."""
from generate_values import *

PROSE = {
    "de": "Die Lieferung dauert {n} bis {m} Werktage.|Unser Angebot gilt bis {d}.|Artikel {a} ist wieder verfügbar.|Größe {n}, Farbe blau, {p} €|Danke für Ihre Bestellung Nr. {o} vom {d}.|{n} von {m} Kunden fanden das hilfreich|Öffnungszeiten: Mo–Fr {t}–{t} Uhr|Version {v} behebt {n} Fehler|Im Lager: {n} Stück, Regal {a}|Die Wanderung ist {n},{m} km lang und führt auf {o} m|Jetzt {n} % sparen – nur bis {d}, {t} Uhr|Warenkorb ({n} Artikel)|Bitte wählen Sie einen Termin am {d}|Zimmer {n}, Etage {m}|Seite {n} von {m}",
    "en": "Delivery takes {n} to {m} days.|Offer ends {d}.|Item {a} is back in stock.|Size {n}, blue, ${p}|Thank you for order #{o} of {d}.|{n} of {m} people found this helpful|Open Mon-Fri {t}-{t}|Version {v} fixes {n} bugs|TypeError: undefined is not a function at app.{h}.js:{n}:{o}|The trail is {n}.{m} miles long|Save {n}% until {d}|Cart ({n} items)|Showing {n}-{m} of {o} results|Room {n}, floor {m}|Chapter {v}: Getting started",
    "fr": "Livraison en {n} à {m} jours ouvrés.|Offre valable jusqu'au {d}.|Commande n° {o} du {d}|Taille {n}, {p} €|Page {n} sur {m}|Version {v} disponible|Référence {a}", "it": "Consegna in {n}-{m} giorni lavorativi.|Offerta valida fino al {d}.|Ordine n. {o} del {d}|Taglia {n}, {p} €|Pagina {n} di {m}|Codice articolo {a}",
    "es": "Entrega en {n} a {m} días.|Oferta válida hasta el {d}.|Pedido n.º {o} del {d}|Talla {n}, {p} €|Página {n} de {m}|Referencia {a}", "nl": "Levering binnen {n} tot {m} dagen.|Aanbieding geldig tot {d}.|Bestelling {o} van {d}|Maat {n}, € {p}|Pagina {n} van {m}|Artikelnummer {a}",
    "pl": "Dostawa w ciągu {n}–{m} dni.|Oferta ważna do {d}.|Zamówienie nr {o} z dnia {d}|Rozmiar {n}, {p} zł|Strona {n} z {m}|Numer artykułu {a}", "tr": "Teslimat {n}-{m} iş günü.|Kampanya {d} tarihine kadar.|Sipariş no {o}, {d}|Beden {n}, {p} TL|Sayfa {n}/{m}|Ürün kodu {a}"}


def article():
    return pick([lambda: chars(UPPER, 2) + "-" + digits(4), lambda: digits(3) + "-" + digits(4), lambda: digits(6), lambda: chars(UPPER + DIGITS, 8), lambda: digits(4) + "." + digits(3) + "." + digits(2), lambda: "SKU" + digits(7), lambda: gtin13(), lambda: digits(2) + "/" + digits(5), lambda: chars(UPPER, 3) + digits(5) + chars(UPPER, 1)])()


def uid():
    return str(uuid.UUID(bytes=R.randbytes(16), version=4))


def hexa(n):
    return chars("0123456789abcdef", n)


def timestamp():
    s = 1700000000 + R.randint(0, 99999999)
    return pick([str(s), str(s * 1000 + R.randint(0, 999)), str(s * 1000000 + R.randint(0, 999999)), "2026-%02d-%02dT%02d:%02d:%02d.%03dZ" % (R.randint(1, 12), R.randint(1, 28), R.randint(0, 23), R.randint(0, 59), R.randint(0, 59), R.randint(0, 999)),
                 "2026-%02d-%02d %02d:%02d:%02d+01:00" % (R.randint(1, 12), R.randint(1, 28), R.randint(0, 23), R.randint(0, 59), R.randint(0, 59)), "%02d.%02d.2026 %02d:%02d" % (R.randint(1, 28), R.randint(1, 12), R.randint(0, 23), R.randint(0, 59))])


def version():
    return pick(["%d.%d.%d" % (R.randint(0, 20), R.randint(0, 30), R.randint(0, 99)), "v%d.%d.%d-rc.%d" % (R.randint(0, 9), R.randint(0, 9), R.randint(0, 9), R.randint(1, 9)), "Chrome/%d.0.%d.%d" % (R.randint(90, 145), R.randint(1000, 7900), R.randint(1, 200)),
                 "version %d.%d.%d.%d" % (R.randint(1, 9), R.randint(0, 9), R.randint(0, 9), R.randint(0, 9)), "%d.%d" % (R.randint(1, 30), R.randint(0, 20))])


def tracking():
    return pick([lambda: "1Z" + chars(UPPER + DIGITS, 16), lambda: "00340" + digits(15), lambda: "JJD" + digits(18), lambda: chars(UPPER, 2) + digits(9) + "DE", lambda: digits(14), lambda: "H" + digits(19), lambda: digits(22)])()


def coordinates():
    return pick(["%.4f,%.4f", "%.6f, %.6f", "%.5f;%.5f", "lat=%.6f&lng=%.6f", "@%.4f,%.4f,15z", "POINT(%.6f %.6f)"]) % (R.uniform(40, 55), R.uniform(5, 20))


def blob(n=None):
    return base64.b64encode(R.randbytes(n or R.randint(24, 120))).decode()


def slug():
    return "-".join(pick(WORDS) for _ in range(R.randint(2, 5)))


def tracker():
    return pick([lambda: "GA1.1." + digits(9) + "." + str(1760000000 + R.randint(0, 9999999)), lambda: "fb.1." + str(1760000000000 + R.randint(0, 10**9)) + "." + digits(10), lambda: "gclid=EAIaIQobChMI" + chars(BASE62 + "_-", 40), lambda: "fbclid=IwAR" + chars(BASE62 + "_-", 57),
                 lambda: "_ga_" + chars(UPPER + DIGITS, 10) + "=GS1.1.1760" + digits(6) + ".3.1.1760" + digits(6) + ".0.0.0", lambda: "cid=" + digits(9) + "." + digits(10), lambda: "v=2&tid=G-" + chars(UPPER + DIGITS, 10) + "&gtm=45je4" + digits(2) + "v" + digits(9) + "z8" + digits(8), lambda: "sr=1920x1080&vp=1280x720&ul=de-de",
                 lambda: "ecid=" + digits(9) + "&_s=" + digits(1) + "&sid=1760" + digits(6) + "&sct=3&seg=1&_et=" + digits(5)])()


def etag():
    return pick(['W/"' + hexa(10) + '"', hexa(32), hexa(40), hexa(64), "sha256-" + blob(32), "app." + hexa(8) + ".js", "/static/css/main." + hexa(20) + ".chunk.css", "commit " + hexa(40), "data:image/png;base64," + blob()])


def fill(template):
    d = "%02d.%02d.2026" % (R.randint(1, 28), R.randint(1, 12))
    return template.replace("{n}", str(R.randint(1, 99)), 1).replace("{m}", str(R.randint(2, 99))).replace("{n}", str(R.randint(1, 99))).replace("{d}", pick([d, d, "2026-%02d-%02d" % (R.randint(1, 12), R.randint(1, 28))])).replace("{a}", article()) \
        .replace("{o}", digits(R.randint(4, 10)).lstrip("0") or "7").replace("{p}", "%d,%02d" % (R.randint(1, 2999), R.randint(0, 99))).replace("{t}", "%02d:%02d" % (R.randint(0, 23), pick([0, 15, 30, 45])), 1).replace("{t}", "%02d:%02d" % (R.randint(0, 23), pick([0, 30]))).replace("{v}", version()).replace("{h}", hexa(8))


def url():
    return "https://shop.example/" + pick(["p/", "kategorie/", "c/", "produkt/", ""]) + slug() + pick(["", "-" + digits(6), "/" + article(), "?size=" + digits(2) + "&color=" + pick(WORDS), "?page=" + digits(1) + "&sort=price", "?utm_source=news&utm_campaign=2026-11-" + pick(WORDS), "/" + uid(), "?order=" + article() + "&ts=" + timestamp().replace(" ", "%20"),
                                                                       "?variant=" + digits(14), "?v=" + hexa(12), "#" + slug(), "?ids=" + ",".join(digits(6) for _ in range(4)), "?q=" + "+".join(pick(WORDS) for _ in range(3))])


def GENERAL(count):
    out = []
    for i in range(count):
        lang = LANGS[i % len(LANGS)]
        out.append((lang, pick([lambda: fill(pick(PROSE[lang].split("|"))), lambda: fill(pick(PROSE[lang].split("|"))), url, tracker, etag, uid, timestamp, lambda: "ts=" + timestamp(), lambda: pick(["lot ", "Tracking ", "trackingId=", "Sendung "]) + tracking(), coordinates, gtin13,
                                lambda: json.dumps({"id": R.randint(1, 10**9), "uuid": uid(), "price": round(R.uniform(1, 999), 2), "sku": article(), "v": version()}), lambda: "dimension%d=%s" % (R.randint(1, 20), slug()), blob, lambda: " ".join(pick(WORDS) for _ in range(R.randint(3, 9)))])()))
    return out


def several(*makers):
    def make(count):
        return [(pick(LANGS), pick(makers)()) for _ in range(count)]
    return make


def sentences(by_lang, *makers):
    flat = [(lang, s) for lang, text in by_lang.items() for s in text.split("|")]
    def make(count):
        out = [(lang, fill(s)) for lang, s in flat]
        while len(out) < count:
            lang, s = pick(flat)
            out.append((pick(LANGS), pick(makers)()) if makers and R.random() < .6 else (lang, fill(s) + pick([" " + pick(WORDS), " – " + slug(), ""])))
        return out
    return make


def wrong_card():
    n = card_number()
    n = n[:-1] + str((int(n[-1]) + R.randint(1, 9)) % 10)
    return pick([n, groups(n, [4] * 4, " "), groups(n, [4] * 4, "-")])


def wrong_iban():
    i = iban_plain()
    return pick([i[:2] + "%02d" % ((int(i[2:4]) + R.randint(1, 90)) % 97) + i[4:], i[:-1], i + "7", "US" + i[2:], i[:8] + ("1" if i[8] != "1" else "2") + i[9:], "ZZ" + i[2:]])


def wrong_tax():
    t = tax_id()
    return pick([t[:-1] + str((int(t[-1]) + R.randint(1, 9)) % 10), "0" + t[1:], t + "1", t[:10], "1" + digits(10), "9" + digits(10), "1" * 11, "12345678901"])


def wrong_rvnr():
    a, b, l, s = rvnr()
    return pick([a + b + l + s[:2] + str((int(s[2]) + R.randint(1, 9)) % 10), "00" + b + l + s, a + "4513" + b[4:] + l + s, a + b + s + l, a + b + l + l + s[1:]])


LOOKALIKES = {
    "email": several(lambda: "@" + pick(FIRST) + "." + pick(LAST)[:6], lambda: pick(["/img/logo", "icon", "hero-" + pick(WORDS)]) + "@" + pick("23") + "x." + pick(["png", "jpg", "webp", "svg"]), lambda: "%s@%d.%d.%d" % (pick(["lodash", "react", "@types/node", "vue", "typescript"]), R.randint(0, 20), R.randint(0, 20), R.randint(0, 20)),
                     lambda: pick(["@media (min-width: 600px)", "@angular/core", "@font-face { }", "@param name the name", "@keyframes x", "user@localhost", "root@server01:~$ ls", "2 Stk. @ 5,00 €", "Treffen @ Café um 5", "a @ b", "anna@", "@home", "foo @ bar.com", "#@!", "50%40 off"]),
                     lambda: "https://social.example/@" + pick(FIRST) + "/" + digits(18), lambda: "https://maps.example/" + coordinates(), lambda: "docker pull nginx@sha256:" + hexa(64), lambda: "Danke @" + pick(FIRST) + "! " + slug(), lambda: pick(FIRST) + " at " + pick(DOMAINS), lambda: pick(FIRST) + " [at] example [dot] org", lambda: "npm i " + pick(WORDS) + "@latest",
                     lambda: "https://blog.example/@" + pick(FIRST) + "." + pick(LAST) + "/post-" + digits(4), lambda: pick(WORDS) + "%20" + digits(2) + "%40" + digits(3)),
    "card": several(wrong_card, wrong_card, gtin13, tracking, lambda: "1" + digits(15), lambda: "9" + digits(15), lambda: "0" + digits(15), lambda: "35" + digits(13), lambda: "8949" + digits(15), lambda: "978" + digits(10), timestamp, lambda: "Order " + digits(4) + "-" + digits(4) + "-" + digits(4), lambda: "0." + digits(16), lambda: digits(9) + "." + digits(10), uid,
                    lambda: "sizes=" + "+".join(str(i) for i in range(36, 44)), lambda: "411111****1234", lambda: "**** **** **** " + digits(4), lambda: "4111 11", lambda: "user" + digits(16), lambda: digits(17)),
    "iban": several(wrong_iban, wrong_iban, wrong_iban, lambda: "no 15 items in cart", lambda: "DE" + digits(9), lambda: pick(["DE", "AT", "NL"]) + digits(12), lambda: hexa(32), lambda: "Artikel DE" + digits(4) + " " + digits(4), lambda: "KW " + str(R.randint(10, 52)) + " Angebote und mehr Angebote", lambda: "CH-" + digits(4) + " " + pick(WORDS), tracking),
    "ip": several(lambda: "Firmware " + version(), lambda: "Chrome/%d.0.%d.%d Safari/537.36" % (R.randint(90, 145), R.randint(100, 255), R.randint(1, 255)), lambda: "v%d.%d.%d.%d" % tuple(R.randint(0, 30) for _ in range(4)), lambda: "%d.%d.%d.%d.%d" % tuple(R.randint(0, 30) for _ in range(5)), lambda: "%d.%d.%d.999" % tuple(R.randint(0, 255) for _ in range(3)),
                  timestamp, lambda: ":".join("%02x" % R.randint(0, 255) for _ in range(6)), lambda: "std::" + pick(WORDS) + "::" + pick(WORDS), lambda: "%02d:%02d:%02d" % (R.randint(0, 23), R.randint(0, 59), R.randint(0, 59)), lambda: "%d:%d" % (R.randint(1, 21), R.randint(1, 9)), lambda: "%02d.%02d.%02d.%02d" % (R.randint(1, 9), R.randint(1, 9), R.randint(0, 9), R.randint(0, 9)),
                  lambda: "version=%d.%d.%d.%d" % tuple(R.randint(0, 30) for _ in range(4)), lambda: "1.%d.%d.%d-beta" % tuple(R.randint(0, 30) for _ in range(3)), lambda: "a::before, a::after", lambda: "urn:uuid:" + uid(), lambda: "%d.0.0.0" % R.randint(90, 150), lambda: "1,2,3,4", lambda: "px10.20.30.40", lambda: "Not=A?Brand;%d.0.0.0" % R.randint(8, 99)),
    "phone": several(article, article, timestamp, gtin13, uid, tracking, coordinates, lambda: "Bestellung " + digits(9), lambda: "000" + digits(9), lambda: digits(4) + "-" + digits(4), lambda: "%d.%03d,%02d €" % (R.randint(1, 99), R.randint(0, 999), R.randint(0, 99)), lambda: "0,%s" % digits(7), lambda: "0.%s" % digits(8), lambda: "%02d-%02d-2026" % (R.randint(1, 12), R.randint(1, 28)),
                     lambda: "ISBN 978-3-%s-%s-%s" % (digits(2), digits(6), digits(1)), lambda: "ISBN 3-" + digits(3) + "-" + digits(5) + "-" + digits(1), lambda: "2026-%02d-%02d - 2026-%02d-%02d" % (R.randint(1, 12), R.randint(1, 28), R.randint(1, 12), R.randint(1, 28)), lambda: "10115 Berlin", lambda: "Rechnung RE-2026-0" + digits(5), lambda: "Rechnung 2026-00" + digits(4), lambda: "+%d %%" % R.randint(1, 99),
                     lambda: "+%d.%02d" % (R.randint(1, 99), R.randint(0, 99)), lambda: "iPhone %d Pro %d GB" % (R.randint(11, 17), 256), lambda: "GMT+0%d:00" % R.randint(1, 9), lambda: "00:0%d:%02d" % (R.randint(0, 9), R.randint(0, 59)), lambda: "telefonfolie-" + digits(6), lambda: "phones/" + slug() + "-" + digits(8), lambda: "size=" + "+".join(str(R.randint(30, 50)) for _ in range(6)), lambda: "%s %s %s" % (digits(3), digits(3), digits(3)),
                     lambda: "id=00" + digits(8), lambda: "sku 0815-" + digits(4), lambda: "EAN 0" + digits(12), lambda: "SAP 00" + digits(10), lambda: "Zeitraum 01/2026 - 06/2026", lambda: "Lot 0" + digits(3) + "." + digits(3), lambda: "M8 x 030-" + digits(2), lambda: hexa(24)),
    "token": several(uid, etag, etag, blob, tracker, tracker, url, lambda: "key=" + slug(), lambda: "token=" + pick(WORDS), lambda: "key=" + uid(), lambda: "key=" + article(), lambda: "session=" + str(R.randint(1, 99)), lambda: "Das Token ist abgelaufen", lambda: "Invalid token: unexpected end of JSON input at position " + digits(2), lambda: "code=" + article(), lambda: "state=open", lambda: "auth=true",
                     lambda: "bearer of good news from the valley", lambda: "basic " + slug(), lambda: "secret-santa-" + slug(), lambda: "key=" + hexa(32), lambda: "sid=" + str(1760000000 + R.randint(0, 99999)), lambda: "ticket=" + digits(8), lambda: "eyJ" + chars(LOWER, 5), lambda: "sk_" + slug(), lambda: "AKIA", lambda: "sessions=" + digits(3), lambda: "signature look 2026 " + slug(), lambda: "token count: " + digits(4),
                     lambda: "key=ProductListViewItemCategoryPage" + digits(2), lambda: "secret=undefined", lambda: "SG.1", lambda: "ghp_short"),
    "password": sentences({"de": "Passwort vergessen?|Bitte geben Sie Ihr Passwort ein.|Passwort: mindestens {n} Zeichen|Das Passwort ist falsch.|Passwort zurücksetzen am {d}|Passwort-Manager im Test {d}", "en": "Forgot password?|type=password&step={n}|password=***|password=|password: required|Your password is incorrect.|password must contain {n} characters|\"password\":null|reset-password|password={{password}}|boarding pass: gate {n}|compass={n}|ski pass {n} days|bypass=1",
                           "fr": "Mot de passe oublié ?|Mot de passe : {n} caractères minimum", "it": "Password dimenticata?|password: obbligatoria", "es": "¿Olvidó su contraseña?|contraseña: obligatoria", "nl": "Wachtwoord vergeten?|wachtwoord: verplicht", "pl": "Nie pamiętasz hasła?|hasło: wymagane", "tr": "Şifrenizi mi unuttunuz?|şifre: gerekli"}),
    "taxId": several(wrong_tax, wrong_tax, wrong_tax, wrong_tax, lambda: digits(10), timestamp, gtin13, lambda: "order " + digits(12), lambda: digits(9) + "." + digits(10), lambda: "%s.%s" % (digits(3), digits(11)), tracking, uid),
    "socialSecurity": several(wrong_rvnr, wrong_rvnr, wrong_rvnr, article, tracking, gtin13, lambda: digits(8) + chars(UPPER, 3) + digits(1), lambda: chars(UPPER, 2) + digits(9) + chars(UPPER, 2), lambda: digits(8) + pick(UPPER), lambda: "20261124" + pick(UPPER) + digits(2), uid),
    "idCard": sentences({"de": "Bitte Personalausweis mitbringen.|Ausweis: gültig bis {d}|Personalausweis beantragen in {n} Minuten|Der Ausweis kostet 37,00 Euro|Mitgliedsausweis {n}|Ausweis Nr. fehlt", "en": "ID card required|identity card holder, leather, {p} EUR|Please bring an identity card on {d}|id card size {n} x {m} mm", "fr": "carte d'identité obligatoire", "it": "carta d'identità richiesta", "es": "documento de identidad obligatorio", "nl": "identiteitskaart verplicht", "pl": "dowód osobisty wymagany", "tr": "kimlik kartı gerekli"},
                        lambda: (lambda s: "Personalausweis " + s + str((int(check731(s)) + R.randint(1, 9)) % 10))(id_serial()), lambda: id_serial(), lambda: "Artikel " + id_serial(), lambda: "SKU " + (lambda s: s + check731(s))(id_serial()), lambda: "A<<B " + digits(4), lambda: "x << 2 && y << " + digits(1)),
    "passport": sentences({"de": "Reisepass gültig bis {d}|Reisepass beantragen|Passfoto {n} x {m} mm|Reisepasshülle Leder {a}", "en": "passport cover {a}|Passport to adventure {n}|passport required until {d}|Passport control opens {t}", "fr": "passeport obligatoire", "it": "passaporto richiesto", "es": "pasaporte obligatorio", "nl": "paspoort verplicht", "pl": "paszport wymagany", "tr": "pasaport gerekli"},
                          lambda: pass_serial(), lambda: "Artikel " + pass_serial(), lambda: "passport.js@0." + digits(1) + "." + digits(1), lambda: "<<" * 11),
    "vehicle": several(lambda: chars(VIN_CHARS, 17), lambda: chars(UPPER + DIGITS, 17), lambda: hexa(17), lambda: (lambda v: v[:8] + ("1" if v[8] != "1" else "2") + v[9:])(vin("1HG")), lambda: "B-" + chars(UPPER, 2) + " " + digits(3), plate, lambda: "Kennzeichen fehlt", lambda: "besonderes Kennzeichen: rot", lambda: "license plate holder " + slug(), lambda: "plate=", lambda: "fin de série", lambda: "VIN rouge " + digits(4), lambda: "fin=" + pick(WORDS), lambda: "Das Kennzeichen D am Heck",
                       lambda: "matricula " + pick(WORDS), lambda: chars(UPPER, 3) + " " + digits(4), lambda: "kfz versicherung vergleich 2026", lambda: "KFZ-Teile ab " + digits(2) + " €", tracking, lambda: "plate size " + digits(2), lambda: "A1 " + chars(UPPER, 2) + digits(3)),
    "birthday": sentences({"de": "Geburtstagsangebot bis {d}|Geschenke zum Geburtstag ab {p} €|gegründet am {d}|Geb. {n} Seiten|am {d} geliefert|Neugeborene: Größe {n}|Lieferung zum Geburtstag am Wochenende|Termin: {d}|gebraucht, {d}", "en": "birthday sale ends {d}|born to run, released {d}|Happy birthday {n}!|firstborn {n}|order of {d}|birth certificate holder {a}|airborne since {d}|Newborn size {n}", "fr": "cadeau de naissance {p} €|créé le {d}", "it": "regalo nascita {p} €|creato il {d}", "es": "oferta de cumpleaños {n} %|creado el {d}",
                           "nl": "verjaardagskaart {a}|gemaakt op {d}", "pl": "prezent na urodziny {p} zł|utworzono {d}", "tr": "doğum günü hediyesi {p} TL|oluşturuldu {d}"}, timestamp, lambda: "%02d.%02d.%d" % (R.randint(1, 28), R.randint(1, 12), R.randint(1950, 2026)), lambda: date("de"), lambda: "Bestellung vom " + date("de", 2020, 2026), lambda: "check-in " + date("en", 2026, 2027)),
    "address": sentences({"de": "Artikel {n}, 10115 Stück|Zimmer {n}, 10115 Berlin|10115 Berlin|Am {d} geöffnet|Versand nach 80331 München ab {p} €|Weg {n} von {m}|Platz {n}: 12345 Punkte|Ring Größe {n} 12345|Hauptstraße gesperrt bis {d}|Filiale Nürnberg, {n} Mitarbeiter|Straße und Hausnummer|in {n} Tagen 20000 Schritte", "en": "Top {n}, 12345 users|order {n}, 54321 items|Suite {n}", "fr": "75001 Paris|rue {n}", "it": "00184 Roma", "es": "28001 Madrid", "nl": "1012 AB Amsterdam", "pl": "00-001 Warszawa", "tr": "34000 İstanbul"},
                         lambda: pick(STREETS) + " " + digits(2).lstrip("0"), lambda: pick(TOWNS), lambda: "Restaurant " + pick(TOWNS), lambda: article() + " " + digits(5) + " " + pick(WORDS), lambda: str(R.randint(1, 99)) + ", " + digits(5) + " " + pick(WORDS)),
    "emailHash": several(lambda: hexa(64), lambda: "sha256=" + hexa(64), lambda: "integrity=sha256-" + blob(32), lambda: "commit " + hexa(40), lambda: "etag: " + hexa(64), lambda: "email=" + pick(["true", "1", "verified", ""]), lambda: "em=" + digits(1), lambda: "font-size: 1.5em; hash " + hexa(64), lambda: "block " + hexa(64), lambda: "file " + hexa(64) + " email sent", lambda: "em=" + hexa(32), lambda: "email template " + hexa(12), lambda: "emoji=" + hexa(64), lambda: "item=" + hexa(64), lambda: "mail-" + uid(), lambda: "id=" + chars(BASE62, 43), lambda: "system=" + hexa(64)),
    "maritalStatus": sentences({"de": "Single Malt Whisky {n} Jahre|Müll richtig getrennt entsorgen|Familienstand angeben|Die Single erscheint am {d}|getrennt geliefert in {n} Paketen|Fragen zum Familienstand? Seite {n}|Stand {d}|geschiedene Leute, {n} Folgen|ledig­lich {n} Stück|Verheiratete sparen {n} %|Zutaten getrennt aufbewahren", "en": "single room, {n} nights|Single malt {n} years|a single item|engaged employees|separated by commas|single-use code {a}|Married at First Sight S{n}|single player|the single most important|divorced from reality|marital status is required|is a single page app|relationship_status=&x={n}|maritalStatus\":null",
                                "fr": "chambre célibataire|état civil obligatoire|livré séparé", "it": "camera singola {p} €|stato civile obbligatorio|venduto separato", "es": "habitación individual|estado civil obligatorio", "nl": "gescheiden inzameling van afval|single hoes", "pl": "stan cywilny wymagany|panna cotta {p} zł", "tr": "medeni durum zorunlu|evli çiftlere özel"}),
    "gender": sentences({"de": "Geschlecht auswählen|Geschlecht: bitte wählen|Damen, Herren, Kinder|Mann, ist das gut!", "en": "gender=women&size={n}|gender=men|gender=unisex|gender: kids|Gender studies {n}|sex education S{n}|\"gender\":null|gender=|sexy dress {p}|male connector {a}|gender-neutral toys|Sex and the City {n}", "fr": "sexe obligatoire|genre : policier", "it": "genere: thriller|sesso obbligatorio", "es": "género: comedia", "nl": "geslacht verplicht", "pl": "płeć wymagana", "tr": "cinsiyet seçin"},
                        lambda: "genre=" + pick(WORDS), lambda: "category=" + pick(["female", "male", "m", "w"]) + "-" + pick(WORDS)),
    "religion": sentences({"de": "Bücher über Religion ab {p} €|Religion: Sachbuch|evangelische Kirche Öffnungszeiten {t}|katholisch oder nicht, Seite {n}|Religion & Glaube ({n})", "en": "religion books {p}|Religion: a history|category=religion&page={n}|Catholic Church tour {d}|religion=|faith in design|\"religion\":null|Losing my religion {n}", "fr": "religion obligatoire|livres de religion", "it": "religione e filosofia", "es": "religión y cultura", "nl": "geloof het of niet", "pl": "religia i kultura", "tr": "din kültürü kitabı"}),
    "sexualOrientation": sentences({"de": "Orientierung: Hochformat|sexuelle Orientierung ist Privatsache|Orientierungslauf {d}", "en": "orientation=landscape|orientation: portrait|screen orientation {n}|straight cut jeans {p}|straight=1|orientation=portrait&w={n}|gay-lussac street|LGBTQ+ events on {d}|device orientation {n}|straight needle {a}", "fr": "orientation du produit|orientation : paysage", "it": "orientamento: verticale", "es": "orientación: horizontal", "nl": "oriëntatie: liggend", "pl": "orientacja: pozioma", "tr": "yönelim: dikey"}),
}
