using RedactingGateway.Core.Notices.Html.Scanning;

namespace RedactingGateway.Core.Notices.Html.Trees;

/// <content>Tables (13.2.6.4.9 to 13.2.6.4.15).</content>
internal sealed partial class HtmlTree
{
    private static readonly HtmlTag[] CellsAndTable = [HtmlTag.Td, HtmlTag.Th, HtmlTag.Caption, HtmlTag.Table];
    private static readonly HtmlTag[] Tables = [HtmlTag.Table, HtmlTag.Template];
    private static readonly HtmlTag[] Sections = [HtmlTag.Tbody, HtmlTag.Thead, HtmlTag.Tfoot, HtmlTag.Table, HtmlTag.Template];
    private static readonly HtmlTag[] Rows = [HtmlTag.Tr, HtmlTag.Tbody, HtmlTag.Thead, HtmlTag.Tfoot, HtmlTag.Table, HtmlTag.Template];

    // A table among the rows of another one ends that; in a cell it is nested.
    private bool PrepareTable()
    {
        if (_open.FindInTable(CellsAndTable) is >= 0 and var index && _open[index].Tag == HtmlTag.Table)
        {
            _open.CloseTo(index, byOwnEnd: false);
        }

        CloseParagraph(byOwnEnd: false);
        return true;
    }

    private bool PrepareTablePart(HtmlTag kind)
    {
        var table = _open.FindInTable(Tables);
        if (table < 0)
        {
            return false;
        }

        if (_open[table].Tag == HtmlTag.Template)
        {
            return PrepareInTemplate(kind, table);
        }

        switch (kind)
        {
            case HtmlTag.Tr:
                CloseAbove(Sections);
                if (_open.IsTop(HtmlTag.Table))
                {
                    Imply(HtmlTag.Tbody);
                }

                return true;
            case HtmlTag.Td or HtmlTag.Th:
                CloseAbove(Rows);
                if (_open.IsTop(HtmlTag.Table))
                {
                    Imply(HtmlTag.Tbody);
                }

                if (!_open.IsTop(HtmlTag.Tr))
                {
                    Imply(HtmlTag.Tr);
                }

                return true;
            case HtmlTag.Col:
                if (_open.IsTop(HtmlTag.Colgroup))
                {
                    return true;
                }

                _open.CloseTo(table + 1, byOwnEnd: false);
                Imply(HtmlTag.Colgroup);
                return true;
            default:
                _open.CloseTo(table + 1, byOwnEnd: false);
                return true;
        }
    }

    // A template that begins with a column has all its other tags ignored.
    private bool IsInTemplate => _templates > 0 && _open.FindInTable(Tables) is >= 0 and var index && _open[index].Tag == HtmlTag.Template;

    // The first tag of a template says what kind of place it is.
    private bool PrepareInTemplate(HtmlTag kind, int template)
    {
        if (kind is HtmlTag.Td or HtmlTag.Th or HtmlTag.Tr && _open.Count > template + 1 && _open[template + 1].IsHtmlWith(TagTraits.TablePart))
        {
            CloseAbove(kind == HtmlTag.Tr ? Sections : Rows);
            return true;
        }

        return _open.Count == template + 1;
    }

    private void CloseAbove(HtmlTag[] tags) => _open.CloseTo(_open.FindInTable(tags) + 1, byOwnEnd: false);

    // A form between the rows of a table is an element without content, however deep in what stands there wrongly.
    private void CloseFormInTable()
    {
        if (_open.FindInTable(CellsAndTable) is >= 0 and var index && _open[index].Tag == HtmlTag.Table)
        {
            _open.CloseTo(_open.Count - 1, byOwnEnd: false);
        }
    }
}
