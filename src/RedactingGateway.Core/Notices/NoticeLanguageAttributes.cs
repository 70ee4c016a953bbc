using RedactingGateway.Core.Notices.Html;
using RedactingGateway.Core.Notices.Texts;

namespace RedactingGateway.Core.Notices;

/// <summary>The language that a notice says it is in, whatever the page around it says (WCAG 3.1.2).</summary>
internal static class NoticeLanguageAttributes
{
    public static NoticeMarkup.Markup Of(NoticeLanguage language) =>
        new($" lang=\"{HtmlText.Escape(language.Tag)}\" dir=\"{(language.IsRightToLeft ? "rtl" : "ltr")}\"");
}
