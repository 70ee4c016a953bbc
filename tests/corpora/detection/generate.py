"""Writes the labelled corpus: one file a kind, and general.tsv. Run: python3 generate.py. See README.md."""
from generate_hard import HARD, HARD_NEGATIVES
from generate_negatives import GENERAL, LOOKALIKES
from generate_values import *

FRAMES = {  # where a value stands that is recognised by itself
    "de": ["{v}", "Bitte melden Sie sich: {v}", "Meine Daten: {v}, danke.", "({v})", "Hallo, {v} – bitte ändern!", "Betreff: Rückfrage zu {v}.", "„{v}“", "Kunde schrieb {v} ins Freitextfeld"],
    "en": ["{v}", "Please update {v} in my account.", "Contact: {v}", "My details are {v}, thanks!", "[{v}]", "changed to {v} yesterday", "Error for {v}: not found", "“{v}”"],
    "fr": ["Merci de noter {v}.", "Voici : {v} !", "mes coordonnées sont {v}", "« {v} »"], "it": ["Grazie, {v}.", "Ecco: {v}!", "il mio dato è {v}, saluti", "«{v}»"],
    "es": ["Aquí está: {v}.", "mis datos son {v}, gracias", "¿{v}?", "Envíe a {v}"], "nl": ["Graag {v} gebruiken.", "Mijn gegevens: {v}", "zie {v}, dank", "‘{v}’"],
    "pl": ["Proszę o {v}.", "moje dane to {v}, dziękuję", "Dane: {v}", "„{v}”"], "tr": ["Lütfen {v} olarak değiştirin.", "Bilgilerim: {v}", "{v} teşekkürler", "(“{v}”)"]}
MACHINE = ["https://shop.example/a?x=1&v={v}&y=2", "https://shop.example/konto/{v}/edit", "{{\"value\":\"{v}\",\"n\":1}}", "v={v}", "a|{v}|b", "id;{v};de", "<td>{v}</td>", "{v}\t1\t0", "ep.note={v}&_et=12", "TypeError at {v} (app.js:1:2)"]

KEYS = {  # names under which people and programs write a value; one list a language
    "phone": {"de": ["Tel.: {v}", "Telefon {v}", "Mobil: {v}", "Handy {v}", "telefonnummer={v}", "Rufnummer: {v}", "Fax {v}", "rufen Sie mich an: {v}"], "en": ["phone={v}", "Phone: {v}", "tel:{v}", "call me at {v}", "\"mobile\":\"{v}\"", "Cell {v}"],
              "fr": ["Téléphone : {v}", "Tél. {v}", "joignable au {v}"], "it": ["Telefono: {v}", "cell. {v}", "cellulare {v}"], "es": ["Teléfono: {v}", "móvil {v}"], "nl": ["telefoonnummer {v}", "Mobiel: {v}"], "pl": ["nr telefonu: {v}", "tel. {v}"], "tr": ["Telefon: {v}", "cep telefonu {v}"]},
    "birthday": {"de": ["geb. {v}", "Geburtsdatum: {v}", "geboren am {v}", "am {v} geboren", "geburtsdatum={v}", "*Geburtstag* {v}", "Anna, geb. am {v} in Köln", "geboren in München am {v}"], "en": ["born {v}", "born on {v}", "DOB: {v}", "date of birth: {v}", "\"birthDate\":\"{v}\"", "birthday={v}", "dob={v}", "My birthday is {v}", "customer_dob={v}", "born in Leeds on {v}"],
                 "fr": ["né le {v}", "née le {v} à Lyon", "Date de naissance : {v}"], "it": ["nato il {v}", "nata a Roma il {v}", "data di nascita: {v}"], "es": ["nacido el {v}", "Fecha de nacimiento: {v}", "nacida en Sevilla el {v}"],
                 "nl": ["geboren op {v}", "geboortedatum: {v}", "geboren te Utrecht op {v}"], "pl": ["ur. {v}", "data urodzenia: {v}", "urodzony {v}", "urodzona dnia {v} w Łodzi"], "tr": ["doğum tarihi: {v}", "{v} doğumlu", "Doğum tarihim {v}"]},
    "token": {"en": ["token={v}", "access_token={v}&x=1", "Authorization: Bearer {v}", "\"api_key\":\"{v}\"", "https://shop.example/reset?reset_password_token={v}", "sessionid={v}; path=/", "client_secret: {v}", "X-Api-Key: {v}", "?apiKey={v}", "secret={v}", "#id_token={v}", "PHPSESSID={v}", "\"refreshToken\": \"{v}\"", "/verify?token%3D{v}"]},
    "password": {"de": ["Passwort: {v}", "passwort={v}", "mein Passwort ist {v}", "Kennwort lautet {v}"], "en": ["password={v}", "\"password\":\"{v}\"", "pwd={v}&user=x", "My password is {v}.", "passwd: {v}"], "fr": ["mot de passe : {v}"], "it": ["password: {v}"], "es": ["contraseña: {v}", "contrasena={v}"],
                 "nl": ["wachtwoord: {v}", "wachtwoord={v}"], "pl": ["hasło: {v}", "haslo={v}"], "tr": ["şifre: {v}", "sifre={v}"]},
    "idCard": {"de": ["Personalausweis {v}", "Ausweisnummer: {v}", "Personalausweisnr. {v}", "ausweisnummer={v}", "Perso-Nr.: {v}", "mein Ausweis hat die Nummer {v}", "Ausweis-Nr {v}"], "en": ["ID card number: {v}", "\"idCardNumber\":\"{v}\"", "identity card no. {v}"], "fr": ["carte d'identité n° {v}"], "it": ["carta d'identità: {v}"], "es": ["documento de identidad {v}"], "nl": ["identiteitskaart: {v}"],
               "pl": ["dowód osobisty: {v}"], "tr": ["kimlik no: {v}"]},
    "passport": {"de": ["Reisepass {v}", "Reisepassnummer: {v}", "Pass-Nr. {v}", "reisepass={v}"], "en": ["passport {v}", "Passport No.: {v}", "passport_number={v}", "\"passportNumber\":\"{v}\""], "fr": ["passeport n° {v}"], "it": ["passaporto: {v}"], "es": ["pasaporte {v}", "Pasaporte nº {v}"], "nl": ["paspoortnummer: {v}"], "pl": ["paszport {v}"], "tr": ["pasaport no: {v}"]},
    "vehicle": {"de": ["FIN: {v}", "Fahrgestellnummer {v}", "fahrgestellnummer={v}"], "en": ["VIN {v}", "vin={v}", "chassis number: {v}"], "fr": ["numéro de châssis : {v}"], "it": ["numero di telaio {v}"], "es": ["bastidor: {v}"], "nl": ["chassisnummer {v}"], "pl": ["numer nadwozia: {v}"], "tr": ["şasi no: {v}"]},
    "plate": {"de": ["Kennzeichen: {v}", "Kennzeichen {v}", "kennzeichen={v}", "Kfz-Kennzeichen {v}", "mit dem Kennzeichen {v} geparkt", "Nummernschild {v}"], "en": ["licence plate {v}", "plate={v}", "number plate: {v}", "\"licensePlate\":\"{v}\""], "fr": ["plaque d'immatriculation {v}"], "it": ["targa: {v}"], "es": ["matrícula {v}"], "nl": ["kenteken: {v}"], "pl": ["nr rejestracyjny {v}"], "tr": ["plaka: {v}"]},
    "emailHash": {"en": ["em={v}", "em=tv.1~em.{v}", "tv.1~em.{v}~fn.abc", "\"em\":\"{v}\"", "\"em\":[\"{v}\"]", "sha256_email={v}", "hashed_email: {v}", "emailHash={v}", "\"sha256_email_address\":\"{v}\"", "email={v}&x=1", "user_data[em]={v}", "hem={v}", "email_sha256={v}", "ud[em]={v}", "\"hashedEmail\": \"{v}\"", "em%3D{v}"], "de": ["E-Mail (Hash): {v}", "E-Mail-Hash {v}"]}}

STATUS = {
    "maritalStatus": ({"de": ["Familienstand: {v}", "familienstand={v}", "\"familienstand\":\"{v}\"", "Familienstand {v}", "Zivilstand: {v}"], "en": ["marital status: {v}", "marital_status={v}", "\"maritalStatus\":\"{v}\"", "Marital Status = {v}", "relationship_status={v}"], "fr": ["situation familiale : {v}", "etat_civil={v}", "État civil : {v}"], "it": ["stato civile: {v}", "stato_civile={v}"],
                       "es": ["estado civil: {v}", "estado_civil={v}"], "nl": ["burgerlijke staat: {v}", "burgerlijke_staat={v}"], "pl": ["stan cywilny: {v}", "stan_cywilny={v}"], "tr": ["medeni durum: {v}", "medeni hali: {v}"]},
                      {"de": "verheiratet|ledig|geschieden|verwitwet|getrennt lebend|verpartnert|Verheiratet|LEDIG", "en": "married|single|divorced|widowed|separated|Married|in a civil partnership", "fr": "marié|mariée|célibataire|divorcé|veuve|pacsé", "it": "sposato|sposata|celibe|nubile|divorziato|vedova|coniugata", "es": "casado|casada|soltera|divorciado|viuda", "nl": "gehuwd|getrouwd|ongehuwd|gescheiden|weduwe|samenwonend", "pl": "żonaty|mężatka|kawaler|panna|rozwiedziony|wdowa", "tr": "evli|bekar|boşanmış|dul"}),
    "gender": ({"de": ["Geschlecht: {v}", "geschlecht={v}", "Geschlecht = {v}"], "en": ["gender={v}", "Gender: {v}", "\"gender\":\"{v}\"", "sex: {v}", "sex={v}"], "fr": ["sexe : {v}", "sexe={v}"], "it": ["sesso: {v}"], "es": ["sexo: {v}", "género: {v}"], "nl": ["geslacht: {v}"], "pl": ["płeć: {v}"], "tr": ["cinsiyet: {v}"]},
               {"de": "männlich|weiblich|divers|m|w|d|Weiblich", "en": "male|female|non-binary|M|F|Female|other", "fr": "homme|femme|masculin|féminin|F", "it": "maschio|femmina|M|donna", "es": "hombre|mujer|femenino", "nl": "man|vrouw|vrouwelijk", "pl": "kobieta|mężczyzna|K", "tr": "kadın|erkek"}),
    "religion": ({"de": ["Religion: {v}", "Konfession: {v}", "konfession={v}", "Religionszugehörigkeit {v}"], "en": ["religion={v}", "Religion: {v}", "\"religion\":\"{v}\"", "faith: {v}"], "fr": ["religion : {v}"], "it": ["religione: {v}"], "es": ["religión: {v}"], "nl": ["religie: {v}", "geloof: {v}"], "pl": ["wyznanie: {v}", "religia: {v}"], "tr": ["din: {v}", "dini: {v}"]},
                 {"de": "evangelisch|katholisch|muslimisch|jüdisch|konfessionslos|römisch-katholisch|buddhistisch|Zeuge Jehovas", "en": "Catholic|Muslim|Jewish|Hindu|protestant|atheist|Sikh|Quaker", "fr": "catholique|musulmane|juif|athée", "it": "cattolica|ebraica|musulmano|valdese", "es": "católica|judío|evangélico", "nl": "katholiek|moslim|gereformeerd", "pl": "katolickie|prawosławne|ateista", "tr": "müslüman|alevi|hristiyan"}),
    "sexualOrientation": ({"de": ["sexuelle Orientierung: {v}", "sexuelle_orientierung={v}"], "en": ["sexual orientation: {v}", "sexual_orientation={v}", "\"sexualOrientation\":\"{v}\""], "fr": ["orientation sexuelle : {v}"], "it": ["orientamento sessuale: {v}"], "es": ["orientación sexual: {v}"], "nl": ["seksuele geaardheid: {v}"], "pl": ["orientacja seksualna: {v}"], "tr": ["cinsel yönelim: {v}"]},
                          {"de": "heterosexuell|homosexuell|bisexuell|lesbisch|schwul|asexuell", "en": "straight|gay|lesbian|bisexual|queer|pansexual|demisexual", "fr": "hétérosexuelle|homosexuel|bisexuel", "it": "eterosessuale|omosessuale|bisessuale", "es": "heterosexual|lesbiana|bisexual", "nl": "heteroseksueel|homo|lesbisch", "pl": "heteroseksualna|homoseksualna", "tr": "heteroseksüel|eşcinsel"})}
SENTENCES = {"de": ["Ich bin [verheiratet] und habe zwei Kinder.", "Seit 2010 bin ich [geschieden].", "Wir sind seit kurzem [verheiratet].", "Meine Mutter ist [verwitwet].", "Er ist leider [geschieden].", "Sie ist [ledig], keine Kinder.", "[verheiratet] mit Ottokar", "bin [alleinerziehend] und suche"],
             "en": ["I am [married] with two kids.", "I'm [divorced] and moved out.", "She is [single].", "We got [married] last year.", "He is [widowed].", "[married] to Ottokar since 2004", "I have been [divorced] for a year", "My sister is [separated]."],
             "fr": ["Je suis [mariée] depuis 2010.", "Il est [divorcé].", "Elle est [célibataire].", "[marié] à Lyon"], "it": ["Sono [sposata] con due figli.", "Sono [divorziato].", "[sposato] con Giulia"], "es": ["Estoy [casada].", "Soy [soltero] y vivo solo.", "[casado] con Rosa"],
             "nl": ["Ik ben [gescheiden].", "Wij zijn [getrouwd].", "[gehuwd] met Kasper"], "pl": ["Jestem [żonaty].", "Jestem [rozwiedziona]."], "tr": ["Ben [evli] ve iki çocuk babasıyım.", "Ben [bekar] biriyim."]}
PASSWORDS = ["Sommer2026!", "hunter2", "geheim123", "P@ssw0rd", "korrekt-pferd-7", "Katze#1987", "qwertz12", "mein.hund.rex1", "X9$kL2pQ", "Schatz1234", "letmein99", "iloveyou2"]


def emit(rows, label, lang, text):
    rows.append((label, lang, text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")))


def framed(make, count, rows, machine=.3):
    for i in range(count):
        lang = LANGS[i % len(LANGS)] if i % 3 else pick(["de", "en"])
        frame = pick(MACHINE) if R.random() < machine else pick(FRAMES[lang])
        emit(rows, "+", lang, frame.replace("{{", "{").replace("}}", "}").replace("{v}", "\u27e6" + make(lang) + "\u27e7"))


def keyed(kind, make, count, rows):
    langs = [l for l in LANGS if l in KEYS[kind]]
    for i in range(count):
        lang = langs[i % len(langs)] if i % 2 else pick([l for l in ("de", "en") if l in langs])
        frame = pick(KEYS[kind][lang])
        text = frame.replace("{v}", "\u27e6" + make(lang) + "\u27e7")
        emit(rows, "+", lang, pick([text, text, text + pick([".", ", danke", "&x=1", " (neu)"]) if not frame.endswith(("&x=1", "\"}", ".")) else text, pick(["Hallo, ", "Info: ", "> ", "note="]) + text]))


def build():
    files = {}
    def rows(kind):
        return files.setdefault(kind, [])
    framed(lambda l: email_spelled(), 340, rows("email"))
    framed(lambda l: card(), 300, rows("card"))
    framed(lambda l: iban(), 260, rows("iban"))
    framed(lambda l: ipv4() if R.random() < .6 else ipv6(), 260, rows("ip"))
    for i in range(20):
        emit(rows("ip"), "+", "en", pick(["ip=", "client_ip=", "\"ip\":\"", "addr: "]) + "\u27e6" + ipv4() + "\u27e7" + pick(["x", "abc", "px"]))
    framed(lambda l: phone_international(), 180, rows("phone"))
    framed(lambda l: phone_national(), 120, rows("phone"), machine=.15)
    keyed("phone", lambda l: pick([phone_international, phone_national])(), 120, rows("phone"))
    framed(lambda l: jwt() if R.random() < .45 else vendor_key(), 160, rows("token"), machine=.6)
    keyed("token", lambda l: secret(), 140, rows("token"))
    keyed("password", lambda l: pick(PASSWORDS), 160, rows("password"))
    framed(lambda l: pick([str, str, lambda t: groups(t, [2, 3, 3, 3], " ")])(tax_id()), 200, rows("taxId"))
    for i in range(40):
        emit(rows("taxId"), "+", "de", pick(["Steuer-ID: ", "IdNr. ", "steuerId=", "Steueridentifikationsnummer "]) + "\u27e6" + groups(tax_id(), [2, 3, 3, 3], pick([" ", " ", "/", ""])) + "\u27e7")
    framed(lambda l: pick(["", " "]).join(rvnr()), 200, rows("socialSecurity"))
    keyed("idCard", lambda l: (lambda s: pick([s, s, s + check731(s), s + check731(s) + "D", s + " " + check731(s)]))(id_serial()), 180, rows("idCard"))
    keyed("passport", lambda l: (lambda s: pick([s, s + check731(s), pick(UPPER) + digits(8), digits(9), chars(UPPER, 2) + digits(7)]))(pass_serial()), 170, rows("passport"))
    for i in range(60):
        kind, line = mrz()
        emit(rows(kind), "+", pick(LANGS), pick(["", "Scan: ", "mrz="]) + "\u27e6" + line + "\u27e7" + pick(["", "\n", " ok"]))
    framed(lambda l: vin(), 110, rows("vehicle"))
    keyed("vehicle", lambda l: vin(), 60, rows("vehicle"))
    keyed("plate", lambda l: plate(), 120, rows("vehicle"))
    keyed("birthday", lambda l: date(l), 320, rows("birthday"))
    framed(lambda l: street_address(), 240, rows("address"), machine=.15)
    keyed("emailHash", lambda l: email_hash(), 220, rows("emailHash"))
    for kind, (names, values) in STATUS.items():
        for i in range(150):
            lang = LANGS[i % len(LANGS)] if i % 2 else pick(["de", "en"])
            emit(rows(kind), "+", lang, pick(names[lang]).replace("{v}", "\u27e6" + pick(values[lang].split("|")) + "\u27e7") + pick(["", ".", ", 2 Kinder" if lang == "de" else "", "&step=2" if R.random() < .3 else ""]))
    for lang, sentences in SENTENCES.items():
        for s in sentences:
            for i in range(3):
                emit(rows("maritalStatus"), "+", lang, pick(["", "", pick(FIRST).capitalize() + ": "]) + s.replace("[", "\u27e6").replace("]", "\u27e7") + pick(["", " " + pick(WORDS).capitalize() + "!"]))
    for kind, make in LOOKALIKES.items():
        for lang, text in make(200):
            emit(rows(kind), "-", lang, text)
    for lang, text in GENERAL(2600):
        emit(rows("general"), "-", lang, text)
    for kind, makers in HARD.items():
        for i in range(3 * len(makers)):
            lang, make = makers[i % len(makers)]
            emit(rows(kind), "+", lang, make())
    for i in range(10 * len(HARD_NEGATIVES)):
        lang, make = HARD_NEGATIVES[i % len(HARD_NEGATIVES)]
        emit(rows("general"), "-", lang, make())
    for kind, lines in files.items():
        with open(kind + ".tsv", "w", encoding="utf-8", newline="\n") as f:
            f.write("".join("\t".join(row) + "\n" for row in dict.fromkeys(lines)))
    print({k: (sum(r[0] == "+" for r in v), sum(r[0] == "-" for r in v)) for k, v in files.items()})


build()
