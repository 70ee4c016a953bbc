namespace RedactingGateway.Core.Notices.Html.Scanning;

/// <summary>The elements that the HTML standard treats in a way of their own; all others are <see cref="Other"/>.</summary>
internal enum HtmlTag : byte
{
    Other,
    A, Address, AnnotationXml, Applet, Area, Article, Aside, B, Base, Basefont, Bgsound, Big, Blockquote, Body, Br, Button, Caption, Center, Code, Col,
    Colgroup, Dd, Desc, Details, Dialog, Dir, Div, Dl, Dt, Em, Embed, Fieldset, Figcaption, Figure, Font, Footer, ForeignObject, Form, Frame, Frameset,
    H1, H2, H3, H4, H5, H6, Head, Header, Hgroup, Hr, Html, I, Iframe, Image, Img, Input, Keygen, Li, Link, Listing, Main, Malignmark, Marquee, Math,
    Menu, Meta, Mglyph, Mi, Mn, Mo, Ms, Mtext, Nav, Nobr, Noembed, Noframes, Noscript, Object, Ol, Optgroup, Option, P, Param, Plaintext, Pre, Rb, Rp,
    Rt, Rtc, Ruby, S, Script, Search, Section, Select, Small, Source, Span, Strike, Strong, Style, Sub, Summary, Sup, Svg, Table, Tbody, Td, Template,
    Textarea, Tfoot, Th, Thead, Title, Tr, Track, Tt, U, Ul, Var, Wbr, Xmp,
}
