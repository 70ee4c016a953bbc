using System.Collections.Frozen;
using System.Text;
using static RedactingGateway.Core.Notices.Html.Scanning.HtmlTag;

namespace RedactingGateway.Core.Notices.Html.Scanning;

/// <summary>Names and traits of the elements known to the HTML standard (13.2.4.2, 13.2.6).</summary>
internal static class HtmlTags
{
    // Nearly all names fit into eight bytes, which are looked up at half the cost.
    private static readonly FrozenDictionary<ulong, HtmlTag> ByShortName = Enum.GetValues<HtmlTag>()
        .Where(tag => tag != Other && Text(tag).Length <= sizeof(ulong))
        .ToFrozenDictionary(tag => (ulong)TagName.From(Encoding.ASCII.GetBytes(Text(tag))).Key);

    private static readonly FrozenDictionary<UInt128, HtmlTag> ByLongName = Enum.GetValues<HtmlTag>()
        .Where(tag => tag != Other && Text(tag).Length > sizeof(ulong))
        .ToFrozenDictionary(tag => TagName.From(Encoding.ASCII.GetBytes(Text(tag))).Key);

    private static readonly TagName[] Names =
        [.. Enum.GetValues<HtmlTag>().Select(tag => tag == Other ? default : TagName.From(Encoding.ASCII.GetBytes(Text(tag))))];

    private static readonly byte[][] Utf8Names = [.. Enum.GetValues<HtmlTag>().Select(tag => Encoding.ASCII.GetBytes(Text(tag)))];

    private static readonly TagTraits[] Traits = Build();

    public static HtmlTag Find(TagName name) => name.Key <= ulong.MaxValue ? ByShortName.GetValueOrDefault((ulong)name.Key) : ByLongName.GetValueOrDefault(name.Key);

    public static TagName NameOf(HtmlTag tag) => Names[(int)tag];

    public static string Text(HtmlTag tag) => tag == AnnotationXml ? "annotation-xml" : tag.ToString().ToLowerInvariant();

    /// <summary>The name as it stands in a tag.</summary>
    public static byte[] Utf8(HtmlTag tag) => Utf8Names[(int)tag];

    public static TagTraits Of(HtmlTag tag) => Traits[(int)tag];

    public static bool Has(HtmlTag tag, TagTraits traits) => (Traits[(int)tag] & traits) != TagTraits.None;

    private static TagTraits[] Build()
    {
        var traits = new TagTraits[Enum.GetValues<HtmlTag>().Length];
        Mark(TagTraits.Void, [Area, Base, Basefont, Bgsound, Br, Col, Embed, Frame, Hr, Img, Input, Keygen, Link, Meta, Param, Source, Track, Wbr]);
        Mark(TagTraits.Special,
        [
            Address, Applet, Area, Article, Aside, Base, Basefont, Bgsound, Blockquote, Body, Br, Button, Caption, Center, Col, Colgroup, Dd, Details,
            Dir, Div, Dl, Dt, Embed, Fieldset, Figcaption, Figure, Footer, Form, Frame, Frameset, H1, H2, H3, H4, H5, H6, Head, Header, Hgroup, Hr,
            HtmlTag.Html, Iframe, Img, Input, Keygen, Li, Link, Listing, Main, Marquee, Menu, Meta, Nav, Noembed, Noframes, Noscript, HtmlTag.Object, Ol, P,
            Param, Plaintext, Pre, Script, Search, Section, Select, Source, Style, Summary, Table, Tbody, Td, Template, Textarea, Tfoot, Th, Thead,
            Title, Tr, Track, Ul, Wbr, Xmp,
        ]);
        Mark(TagTraits.Formatting, [A, B, Big, Code, Em, Font, I, Nobr, S, Small, Strike, Strong, Tt, U]);
        Mark(TagTraits.EndsParagraph,
        [
            Address, Article, Aside, Blockquote, Center, Details, Dialog, Dir, Div, Dl, Fieldset, Figcaption, Figure, Footer, Header, Hgroup, Main, Menu,
            Nav, Ol, P, Search, Section, Summary, Ul, H1, H2, H3, H4, H5, H6, Pre, Listing, Form, Table, Hr, Plaintext, Xmp, Li, Dd, Dt,
        ]);
        // A select bounds scopes since its content may be markup; before that its end tags were ignored, which comes to the same.
        Mark(TagTraits.Scope, [Applet, Caption, Select, HtmlTag.Html, Table, Td, Th, Marquee, HtmlTag.Object, Template]);
        Mark(TagTraits.LeavesForeign,
        [
            B, Big, Blockquote, Body, Br, Center, Code, Dd, Div, Dl, Dt, Em, Embed, H1, H2, H3, H4, H5, H6, Head, Hr, I, Img, Li, Listing, Menu, Meta,
            Nobr, Ol, P, Pre, Ruby, S, Small, Span, Strong, Strike, Sub, Sup, Table, Tt, U, Ul, Var,
        ]);
        Mark(TagTraits.Text, [Title, Textarea, Style, Xmp, Iframe, Noembed, Noframes, Script, Plaintext]);
        Mark(TagTraits.Head, [Base, Basefont, Bgsound, Link, Meta, Title, Noscript, Noframes, Style, Script, Template]);
        Mark(TagTraits.TablePart, [Caption, Colgroup, Col, Tbody, Thead, Tfoot, Tr, Td, Th]);
        Mark(TagTraits.ImpliedEnd, [Dd, Dt, Li, Optgroup, Option, P, Rb, Rp, Rt, Rtc]);
        Mark(TagTraits.Heading, [H1, H2, H3, H4, H5, H6]);
        Mark(TagTraits.Block,
        [
            Address, Applet, Article, Aside, Blockquote, Button, Center, Details, Dialog, Dir, Div, Dl, Fieldset, Figcaption, Figure, Footer, Header,
            Hgroup, Listing, Main, Marquee, Menu, Nav, HtmlTag.Object, Ol, Pre, Search, Section, Select, Summary, Ul, Dd, Dt,
        ]);
        return traits;

        void Mark(TagTraits trait, ReadOnlySpan<HtmlTag> tags)
        {
            foreach (var tag in tags)
            {
                traits[(int)tag] |= trait;
            }
        }
    }
}
