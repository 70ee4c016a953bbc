using System.Globalization;
using System.Text;

namespace RedactingGateway.Benchmarks;

/// <summary>A made-up shop page of a given size, with the mix of a real one: styles and scripts, navigation, product cards, an SVG, a table, trackers.</summary>
internal static class GeneratedPage
{
    private const string Head = """
        <!doctype html>
        <html lang="de">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Wanderschuhe für Damen &amp; Herren | Beispielshop</title>
        <link rel="preconnect" href="https://www.googletagmanager.com">
        <link rel="stylesheet" href="/assets/shop.3f9a1c.css">
        <style>.card{display:grid;gap:.5rem}.card>img{aspect-ratio:1}@media(min-width:40em){.grid{grid-template-columns:repeat(4,1fr)}}</style>
        <script async src="https://www.googletagmanager.com/gtag/js?id=G-ABC123"></script>
        <script>window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)}gtag("js",new Date());if(1<2&&3>2){gtag("config","G-ABC123")}</script>
        </head>
        <body class="category">
        <header><nav aria-label="Hauptmenü"><ul><li><a href="/damen">Damen</a><li><a href="/herren">Herren</a><li><a href="/kinder">Kinder</a></ul></nav>
        <svg class="logo" viewBox="0 0 24 24"><title>Beispielshop</title><path d="M12 2 2 22h20z"/></svg></header>
        <main class="grid">

        """;

    private const string Tail = """
        </main>
        <footer><form action="https://newsletter.example/subscribe" method="post"><input type="email" name="mail"><button>Abonnieren</button></form>
        <noscript><img height="1" width="1" alt="" src="https://www.facebook.com/tr?id=1&amp;ev=PageView&amp;noscript=1"></noscript></footer>
        </body>
        </html>

        """;

    public static byte[] Create(int bytes)
    {
        var page = new StringBuilder(Head);
        var length = Encoding.UTF8.GetByteCount(Head) + Encoding.UTF8.GetByteCount(Tail);
        for (var i = 0; length < bytes; i++)
        {
            var card = Card(i);
            page.Append(card);
            length += Encoding.UTF8.GetByteCount(card);
        }

        return Encoding.UTF8.GetBytes(page.Append(Tail).ToString());
    }

    private static string Card(int i) => (i % 8) switch
    {
        3 => string.Create(CultureInfo.InvariantCulture, $"""
            <section data-offer="s{i}" data-segment="hv" class="card offer"><h2>Für Sie ausgewählt</h2><p>Weil Sie <em>Wanderschuhe</em> angesehen haben: 20&nbsp;% auf Modell {i}.</p></section>

            """),
        5 => string.Create(CultureInfo.InvariantCulture, $"""
            <table class="sizes"><caption>Größen</caption><tr><th>EU<th>UK<tr><td>{36 + (i % 9)}<td>{3 + (i % 9)}<tr><td>43<td>9</table>
            <script type="application/ld+json">{"{"}"@type":"Product","name":"Modell {i}","offers":{"{"}"price":"{i}.95"{"}"}{"}"}</script>

            """),
        7 => string.Create(CultureInfo.InvariantCulture, $"""
            <!-- teaser {i} --><p>Der Klassiker für lange Touren: wasserdicht, atmungsaktiv und nach drei Saisons noch in Form. Unsere Beraterinnen und Berater
            haben Modell {i} auf zwölf Hütten getragen; was sie dabei notiert haben, lesen Sie im <a href="/magazin/{i}">Magazin</a>.</p>
            <iframe src="https://www.youtube.com/embed/{i}" loading="lazy" title="Film zu Modell {i}"></iframe>

            """),
        _ => string.Create(CultureInfo.InvariantCulture, $"""
            <article class="card product" data-sku="{100000 + i}"><a href="/p/{i}?ref=list&amp;pos={i}" title="Modell {i}"><img src="/img/{i}.webp" srcset="/img/{i}.webp 1x, /img/{i}@2x.webp 2x" width="320" height="320" loading="lazy" alt="Wanderschuh Modell {i}"></a>
            <h3><a href="/p/{i}">Wanderschuh Modell {i}</a></h3><p class="price"><span class="old">{i}9,95&nbsp;€</span> <strong>{i}4,95&nbsp;€</strong></p>
            <ul class="facts"><li>Gewicht 480 g<li>Gore-Tex<li>Vibram-Sohle</ul><button type="button" class="add" data-id="{i}">In den Warenkorb</button></article>

            """),
    };
}
