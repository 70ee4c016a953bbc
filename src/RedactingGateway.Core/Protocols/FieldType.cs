namespace RedactingGateway.Core.Protocols;

/// <summary>The shape that a field's value has; a value of another shape is dropped.</summary>
public enum FieldType
{
    /// <summary>Short value of any characters.</summary>
    String,

    /// <summary>Free text that people may have written.</summary>
    Text,

    /// <summary>Absolute or root-relative web address.</summary>
    Url,

    /// <summary>HTTP <c>User-Agent</c> value.</summary>
    UserAgent,

    /// <summary>IPv4 or IPv6 address.</summary>
    Ip,

    /// <summary>Whole decimal number.</summary>
    Integer,

    /// <summary>Decimal number, JSON spelling.</summary>
    Number,

    /// <summary><c>true</c>, <c>false</c>, <c>1</c> or <c>0</c>.</summary>
    Boolean,

    /// <summary>Unix time in seconds, milliseconds or microseconds, or date and time of ISO 8601.</summary>
    Timestamp,

    /// <summary>One of a declared list.</summary>
    Enum,

    /// <summary>Identifier without inner meaning: letters, digits and <c>. _ - : | ~ + / =</c>.</summary>
    OpaqueId,

    /// <summary>Object, list or nested encoding: neither allowed nor denied itself.</summary>
    Container,

    /// <summary>Screen or viewport as <c>1280x720</c>.</summary>
    ScreenSize,

    /// <summary>Screen or viewport width in CSS pixels.</summary>
    ScreenWidth,

    /// <summary>Screen or viewport height in CSS pixels.</summary>
    ScreenHeight,

    /// <summary>Brand list of client hints.</summary>
    ClientHints,

    /// <summary>Dotted version number.</summary>
    Version,

    /// <summary>Day, month or year of the calendar: <c>1992-05-01</c>, <c>01.05.1992</c>, <c>19920501</c>, <c>1992-05</c>, <c>1992</c>.</summary>
    Date,

    /// <summary>Postal code of any country.</summary>
    Postcode,

    /// <summary>Latitude or longitude in decimal degrees.</summary>
    Coordinate,
}

/// <summary>Where a value comes from, for the question of device access (TDDDG § 25, ePrivacy Art. 5(3)).</summary>
public enum FieldSource
{
    /// <summary>Read from or stored in the visitor's device; also what is not declared.</summary>
    Device,

    /// <summary>Sent by every browser with every request, unasked.</summary>
    Request,

    /// <summary>Known to the site itself.</summary>
    Site,
}
