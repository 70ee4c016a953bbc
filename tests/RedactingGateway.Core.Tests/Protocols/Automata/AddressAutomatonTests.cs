using CsCheck;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Protocols.Addresses;
using RedactingGateway.Core.Protocols.Automata;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Core.Tests.Protocols.Automata;

public sealed class AddressAutomatonTests
{
    private static readonly Gen<string> Steps = Gen.Frequency(
        (4, Gen.OneOf(".a", ".b", ".ab", ".ba")), (1, Gen.Const(".*")), (1, Gen.Const(".**")), (2, Gen.Const("[]")), (1, Gen.OneOf(".a*", ".ab*", ".*b")));

    private static readonly Gen<string> Addresses = Steps.Array[1, 4].Select(s => $"body.$.s{string.Concat(s)}");

    private static readonly Gen<string[]> Paths = Gen.OneOf("a", "b", "ab", "ba", "abb", "c", "[]").Array[0, 5];

    [Fact]
    public void Walk_AnyPath_EndsAtTheMostSpecificAddress() => Gen.Select(Addresses.Array[1, 6], Paths.Array[20]).Sample((texts, paths) =>
    {
        var rules = texts.Select(t => new AddressRule(FieldAddressParser.Parse(t).Address!, LayerFormat.None)).ToList();
        var automaton = AddressAutomaton.Build(rules);
        var root = FieldStateCompiler.Compile(automaton.Root, rule => Field(rules[rule].Address.Text));
        foreach (var path in paths.Select(p => p.Prepend("s").ToArray()))
        {
            var (best, isTied) = Naive(rules, path);
            if (isTied)
            {
                Assert.NotEmpty(automaton.Ties.Concat(automaton.Overlaps));
            }
            else if (automaton.Overlaps.Count == 0)
            {
                Assert.Equal(best?.Text, Walk(root, path)?.Field?.Address);
            }
        }
    });

    [Fact]
    public void Build_PatternsInsideEachOther_TriesTheMoreExactFirst()
    {
        var automaton = Build("query.ep.*", "query.ep.x*", "query.*");

        Assert.Equal(["ep.x*", "ep.*"], automaton.Root.Patterns.Select(p => p.Key.Text));
        Assert.True(automaton.IsSound);
    }

    [Fact]
    public void Build_OverlappingPatterns_AreReported() => Assert.Equal((0, 1), Assert.Single(Build("query.a*", "query.*b").Overlaps));

    [Fact]
    public void Build_TieBelowAMoreExactAddress_IsNone() => Assert.True(Build("body.$.a.*", "body.$.*.b", "body.$.a.b").IsSound);

    [Fact]
    public void Build_Tie_IsReported() => Assert.Equal((0, 1), Assert.Single(Build("body.$.a.*", "body.$.*.b").Ties));

    [Fact]
    public void Build_AnyDepth_LoopsOverNamesAndItems()
    {
        var root = Build("body.$.**").Root;
        var deep = Walk(root, ["a", "[]", "b", "[]", "[]", "c"]);

        Assert.Equal(-1, root.Rule);
        Assert.Equal(0, deep?.Rule);
        Assert.Same(Walk(root, ["x"]), deep);
    }

    [Fact]
    public void Build_Layer_IsEnteredWhereTheChainEndsSo()
    {
        AddressRule[] rules =
        [
            new(Parse("query.a"), new LayerFormat([[Codec.Base64, Codec.Json]])), new(Parse("query.a>$.b"), LayerFormat.None), new(Parse("query.a>form.c"), LayerFormat.None),
        ];
        var automaton = AddressAutomaton.Build(rules);

        Assert.Equal(1, Walk(Walk(automaton.Root, ["a"])!.Inner!, ["b"])?.Rule);
        Assert.Equal([2], automaton.NotEntered);
    }

    [Fact]
    public void Build_Unit_MarksItsStateWithoutAField()
    {
        var automaton = AddressAutomaton.Build([new(Parse("body[]"), LayerFormat.None, IsUnit: true), new(Parse("body[].en"), LayerFormat.None)]);

        Assert.True(automaton.Root.Element!.IsUnit);
        Assert.Equal(-1, automaton.Root.Element.Rule);
        Assert.False(automaton.Root.IsUnit);
    }

    private static AddressAutomaton Build(params string[] texts) => AddressAutomaton.Build([.. texts.Select(t => new AddressRule(Parse(t), LayerFormat.None))]);

    private static FieldAddress Parse(string text) => FieldAddressParser.Parse(text).Address!;

    private static AddressState? Walk(AddressState? state, IEnumerable<string> path)
    {
        foreach (var part in path)
        {
            state = part == "[]" ? state?.Element : Next(state, part);
        }

        return state;
    }

    private static FieldState? Walk(FieldState? state, IEnumerable<string> path)
    {
        foreach (var part in path)
        {
            state = part == "[]" ? state?.Element : state?.Next(System.Text.Encoding.UTF8.GetBytes(part), out _);
        }

        return state;
    }

    private static CompiledField Field(string address) => new()
    {
        Address = address,
        Category = null,
        Type = FieldType.String,
        Source = FieldSource.Site,
        Span = SourceSpan.None,
        Plan = new FieldPlan([], WithheldReason.Uncategorised, SourceSpan.None),
    };

    private static AddressState? Next(AddressState? state, string name)
    {
        if (state is null)
        {
            return null;
        }

        var exact = state.Names.Find(n => n.Key == name).Value;
        return exact ?? state.Patterns.Find(p => p.Key.Matches(System.Text.Encoding.UTF8.GetBytes(name))).Value ?? state.AnyName;
    }

    // Tries every address on the whole path.
    private static (FieldAddress? Best, bool IsTied) Naive(IReadOnlyList<AddressRule> rules, string[] path)
    {
        var matching = rules.Where(r => Matches(r.Address.Steps.AsSpan(), path)).Select(r => r.Address).OrderByDescending(a => a.Specificity).ToList();
        return (matching.FirstOrDefault(), matching.Count > 1 && matching[0].Specificity == matching[1].Specificity);
    }

    private static bool Matches(ReadOnlySpan<AddressStep> steps, ReadOnlySpan<string> path)
    {
        if (steps.IsEmpty)
        {
            return path.IsEmpty;
        }

        var step = steps[0];
        if (step.Kind == StepKind.AnyDepth)
        {
            for (var taken = steps.Length == 1 ? 1 : 0; taken <= path.Length; taken++)
            {
                if (Matches(steps[1..], path[taken..]))
                {
                    return true;
                }
            }

            return false;
        }

        if (path.IsEmpty)
        {
            return false;
        }

        var isItem = path[0] == "[]";
        var fits = step.Kind switch
        {
            StepKind.Element => isItem,
            StepKind.AnyName => !isItem,
            StepKind.Pattern => !isItem && new NamePattern(step.Name).Matches(System.Text.Encoding.UTF8.GetBytes(path[0])),
            _ => !isItem && step.Name == path[0],
        };
        return fits && Matches(steps[1..], path[1..]);
    }
}
