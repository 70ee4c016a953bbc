using System.Collections.Immutable;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals;
using RedactingGateway.Privacy.Transparency;

namespace RedactingGateway.Privacy.Live;

/// <summary>"My data, live". Without scripts it shows what is held when it is fetched; its script adds what comes.</summary>
internal sealed class LivePage(PolicySnapshot policy, CompiledSite site, NoticeLanguage language, IReadOnlyList<NoticeLanguage> languages)
{
    private readonly PageWriter _page = new();

    /// <summary>Before the start, and after the end.</summary>
    public string WriteStart(bool hasEnded)
    {
        Begin(head: "");
        if (hasEnded)
        {
            _page.Line($"<p class=\"note\" role=\"status\">{language["live.ended"]}</p>");
        }

        WriteLead();
        WriteButton("", language[hasEnded ? "live.again" : "live.start"]);
        return End();
    }

    /// <summary>Where too many are watching.</summary>
    public string WriteBusy()
    {
        Begin(head: "");
        _page.Line($"<p class=\"note\" role=\"alert\">{language["live.busy"]}</p>");
        WriteLead();
        WriteButton("", language["live.again"]);
        return End();
    }

    /// <summary>While it runs.</summary>
    /// <param name="key">The session.</param>
    /// <param name="held">What is held.</param>
    /// <param name="integrity">Hash of the script.</param>
    public string WriteRunning(LiveSessionKey key, ImmutableArray<LiveSession.Numbered> held, string integrity)
    {
        Begin($"<script src=\"{site.PrivacyPath}/live.js\" integrity=\"{integrity}\" defer></script>\n");
        var running = language.Format("live.running", LiveShown.TimeOf(key.End, policy));
        var last = held.IsEmpty ? 0 : held[^1].Number;
        _page.Line($"""
            <p>{language["live.limits"]}</p>
            <p class="note" role="status" id="state" data-count="{running} {language["live.count"]}" data-ended="{language["live.ended"]}">{running}</p>
            """);
        WriteButton("/stop", language["live.stop"]);
        _page.Line($"""
            <noscript><p>{language["live.noscript"]}</p>
            <p><a class="action" href="{site.PrivacyPath}/live?language={language.Tag}">{language["live.reload"]}</a></p></noscript>
            <h2>{language["live.list"]}</h2>
            """);
        if (held.IsEmpty)
        {
            _page.Line($"<p id=\"waiting\">{language["live.waiting"]}</p>");
        }

        _page.Line($"<div id=\"list\" data-stream=\"{site.PrivacyPath}/live/stream?language={language.Tag}&after={Number(last)}\">");
        foreach (var (_, entry) in held.Reverse())
        {
            Write(LiveShown.Of(entry, policy, language));
        }

        // What the script fills: the same markup as above.
        _page.Markup("</div>\n<template id=\"request\">\n");
        Write(new LiveShown("", "", "", Sent: false, [new("", "", "", Left: false)], [""]));
        _page.Markup("</template>\n");
        return End();
    }

    private void Begin(string head) => _page.Begin(site, language, languages, $"{site.PrivacyPath}/live", language["live.title"], head);

    private void WriteLead() => _page.Line($"<p>{language["live.lead"]}</p>\n<p>{language["live.limits"]}</p>");

    private void WriteButton(string action, string text) => _page.Line($"""
        <form method="post" action="{site.PrivacyPath}/live{action}?language={language.Tag}">
        <div class="buttons bar"><button type="submit">{text}</button></div>
        </form>
        """);

    private void Write(LiveShown shown)
    {
        _page.Line($"<article class=\"card\">\n<h3>{shown.At}</h3>\n<p class=\"outcome {(PageWriter.Marked)(shown.Sent ? "sent" : "withheld")}\">{shown.Outcome}</p>");
        if (!shown.Fields.IsEmpty)
        {
            string[] columns = [language["live.field"], language["live.what"], language["live.became"]];
            _page.BeginTable(shown.Caption, columns);
            foreach (var field in shown.Fields)
            {
                _page.Row(columns, field.Name, field.What, field.Became);
            }

            _page.EndTable();
        }

        if (!shown.Notes.IsEmpty)
        {
            _page.Markup("<ul class=\"fine\">\n");
            foreach (var note in shown.Notes)
            {
                _page.Line($"<li>{note}</li>");
            }

            _page.Markup("</ul>\n");
        }

        _page.Markup("</article>\n");
    }

    private string End()
    {
        _page.Line($"<p><a href=\"{site.PrivacyPath}/?language={language.Tag}\">{language["live.back"]}</a></p>");
        return _page.End();
    }

    private static string Number(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
