namespace RedactingGateway.Core.Detection.Words;

/// <summary>What a word of <c>Data/words.tsv</c> says about the text beside it. One word may have several roles.</summary>
[Flags]
internal enum WordRoles
{
    None = 0,

    /// <summary>A telephone number follows.</summary>
    Phone = 1 << 0,

    /// <summary>A name for a date of birth; only punctuation and connectors stand between.</summary>
    BirthKey = 1 << 1,

    /// <summary>"born" in a sentence; a place may stand between it and the date, or the date may stand before it.</summary>
    BirthVerb = 1 << 2,

    /// <summary>A password follows.</summary>
    PasswordKey = 1 << 3,

    /// <summary>A secret follows; a UUID there is one.</summary>
    TokenKey = 1 << 4,

    /// <summary>May name a secret or something harmless: UUIDs and plain hashes behind it are not taken for secrets.</summary>
    WeakTokenKey = 1 << 5,

    /// <summary>An authentication scheme: the credential follows without a sign between (RFC 9110 section 11.4).</summary>
    AuthScheme = 1 << 6,

    /// <summary>A name for an e-mail address or its hash.</summary>
    EmailHashKey = 1 << 7,

    /// <summary>The number of an identity card follows.</summary>
    IdCardKey = 1 << 8,

    /// <summary>The number of a passport follows.</summary>
    PassportKey = 1 << 9,

    /// <summary>A vehicle identification number follows.</summary>
    VinKey = 1 << 10,

    /// <summary>A number plate follows.</summary>
    PlateKey = 1 << 11,

    MaritalKey = 1 << 12,
    MaritalValue = 1 << 13,
    GenderKey = 1 << 14,
    GenderValue = 1 << 15,
    ReligionKey = 1 << 16,
    ReligionValue = 1 << 17,
    OrientationKey = 1 << 18,
    OrientationValue = 1 << 19,

    /// <summary>A person before a status: "ich bin", "she is".</summary>
    PersonBefore = 1 << 20,

    /// <summary>A person behind a status: "mit", "to".</summary>
    PersonAfter = 1 << 21,

    /// <summary>Words between a key and its value that say nothing: "is", "am", "number".</summary>
    Connector = 1 << 22,

    /// <summary>What stands where a value would and is none: "null", "required".</summary>
    NoValue = 1 << 23,

    /// <summary>Start of a JSON Web Token.</summary>
    Jwt = 1 << 24,

    /// <summary>Prefix of a vendor's key; letter case counts and what follows is a part of it.</summary>
    VendorKey = 1 << 25,

    /// <summary>A name for an internet address.</summary>
    IpKey = 1 << 26,

    /// <summary>An article: "the single" is no status of a person.</summary>
    Article = 1 << 27,

    /// <summary>Name of a month.</summary>
    Month = 1 << 28,

    /// <summary>Stands between the parts of a written date: "12 de marzo de 1980", "12th".</summary>
    DateFiller = 1 << 29,

    /// <summary>Roles that a text is searched for; words with others are looked up beside them only.</summary>
    Triggers = Phone | BirthKey | BirthVerb | PasswordKey | TokenKey | WeakTokenKey | AuthScheme | EmailHashKey | IdCardKey | PassportKey
        | VinKey | PlateKey | MaritalKey | MaritalValue | GenderKey | ReligionKey | OrientationKey | Jwt | VendorKey,
}
