using RedactingGateway.Core.Protocols.Addresses;

namespace RedactingGateway.Core.Protocols.Automata;

/// <summary>What came of making addresses deterministic.</summary>
/// <param name="Root">State of the root value.</param>
/// <param name="Ties">Pairs of rules, by index, that are equally specific for one field.</param>
/// <param name="Overlaps">Pairs of rules, by index, whose name patterns have names in common without one containing the other.</param>
/// <param name="NotEntered">Rules that lead behind <c>&gt;</c> of a field that is not decoded that way.</param>
/// <param name="IsTooLarge">Whether there would be too many states; the automaton is then incomplete.</param>
internal sealed record AddressAutomaton(
    AddressState Root, IReadOnlySet<(int First, int Second)> Ties, IReadOnlySet<(int First, int Second)> Overlaps,
    IReadOnlyList<int> NotEntered, bool IsTooLarge)
{
    /// <summary>Whether every value has at most one rule.</summary>
    public bool IsSound => Ties.Count == 0 && Overlaps.Count == 0 && NotEntered.Count == 0 && !IsTooLarge;

    public static AddressAutomaton Build(IReadOnlyList<AddressRule> rules) => new Determinizer(rules).Run();

    /// <summary>Subset construction: a state is the set of positions that a walk may be at in all rules at once.</summary>
    private sealed class Determinizer(IReadOnlyList<AddressRule> rules)
    {
        // 20,000 states: the largest shipped dictionary has some hundreds; several '**' with long tails multiply.
        private const int MaxStates = 20_000;

        private readonly Dictionary<Position[], AddressState> _states = new(new SamePositions());
        private readonly Dictionary<string, NamePattern> _patterns = new(StringComparer.Ordinal);
        private readonly Queue<(AddressState State, Position[] Positions)> _open = [];
        private readonly HashSet<(int, int)> _ties = [];
        private readonly HashSet<(int, int)> _overlaps = [];
        private readonly HashSet<Position> _entered = [];
        private bool _isTooLarge;

        public AddressAutomaton Run()
        {
            var root = StateOf(Enumerable.Range(0, rules.Count).Select(r => new Position(r, 0)));
            while (_open.TryDequeue(out var next))
            {
                Expand(next.State, next.Positions);
            }

            var notEntered = Enumerable.Range(0, rules.Count).Where(r => !_isTooLarge && !AllLayersEntered(r)).ToList();
            return new AddressAutomaton(root ?? new AddressState(), _ties, _overlaps, notEntered, _isTooLarge);
        }

        private bool AllLayersEntered(int rule)
        {
            var steps = rules[rule].Address.Steps;
            for (var i = 0; i < steps.Length; i++)
            {
                if (steps[i].Kind is StepKind.IntoJson or StepKind.IntoForm or StepKind.IntoPacked && !_entered.Contains(new Position(rule, i)))
                {
                    return false;
                }
            }

            return true;
        }

        private AddressState? StateOf(IEnumerable<Position> positions)
        {
            var closed = new SortedSet<Position>();
            foreach (var position in positions)
            {
                // In the middle of a path '**' also stands for no step at all.
                var at = position;
                while (closed.Add(at) && StepAt(at) is { Kind: StepKind.AnyDepth } && !IsLast(at))
                {
                    at = at.After();
                }
            }

            if (closed.Count == 0)
            {
                return null;
            }

            var key = closed.ToArray();
            if (!_states.TryGetValue(key, out var state))
            {
                state = new AddressState();
                if (_states.Count >= MaxStates)
                {
                    _isTooLarge = true;
                    return state;
                }

                _states.Add(key, state);
                Accept(state, key);
                _open.Enqueue((state, key));
            }

            return state;
        }

        private void Accept(AddressState state, Position[] positions)
        {
            foreach (var (rule, step) in positions)
            {
                if (step < rules[rule].Address.Steps.Length)
                {
                    continue;
                }

                if (rules[rule].IsUnit)
                {
                    state.IsUnit = true;
                }
                else if (state.Rule < 0 || SpecificityOf(rule) > SpecificityOf(state.Rule))
                {
                    state.Rule = rule;
                }
            }

            foreach (var (rule, step) in positions)
            {
                var isRival = step == rules[rule].Address.Steps.Length && !rules[rule].IsUnit && rule != state.Rule;
                if (isRival && SpecificityOf(rule) == SpecificityOf(state.Rule))
                {
                    _ties.Add((Math.Min(rule, state.Rule), Math.Max(rule, state.Rule)));
                }
            }
        }

        private void Expand(AddressState state, Position[] positions)
        {
            // Only what can go by a name is looked at for each name: thousands of addresses differ in their next name.
            var byName = positions.Where(p => StepAt(p)?.Kind == StepKind.Name).ToLookup(p => StepAt(p)!.Value.Name, StringComparer.Ordinal);
            var others = positions.Where(p => StepAt(p)?.Kind is StepKind.Pattern or StepKind.AnyName or StepKind.AnyDepth).ToList();
            foreach (var group in byName)
            {
                var bytes = System.Text.Encoding.UTF8.GetBytes(group.Key);
                state.Names.Add(new(group.Key, StateOf(group.Select(p => p.After()).Concat(others.SelectMany(p => ByName(p, bytes))))!));
            }

            foreach (var pattern in Patterns(positions))
            {
                state.Patterns.Add(new(new NamePattern(pattern), StateOf(positions.SelectMany(p => ByPattern(p, pattern)))!));
            }

            state.AnyName = StateOf(positions.SelectMany(ByAnyName));
            state.Element = StateOf(positions.SelectMany(ByElement));
            state.Inner = StateOf(ByLayer(state, positions));
        }

        // Contained patterns first: they have at least as many literal characters, and with equally many fewer stars.
        private IEnumerable<string> Patterns(Position[] positions)
        {
            var found = positions.Where(p => StepAt(p)?.Kind == StepKind.Pattern).ToList();
            foreach (var (i, first) in found.Index())
            {
                foreach (var second in found.Skip(i + 1))
                {
                    var (a, b) = (StepAt(first)!.Value.Name, StepAt(second)!.Value.Name);
                    if (!PatternRelation.Contains(a, b) && !PatternRelation.Contains(b, a) && PatternRelation.Overlap(a, b))
                    {
                        _overlaps.Add((Math.Min(first.Rule, second.Rule), Math.Max(first.Rule, second.Rule)));
                    }
                }
            }

            return found.Select(p => StepAt(p)!.Value.Name).Distinct(StringComparer.Ordinal)
                .OrderByDescending(p => p.Length - p.Count(c => c == '*')).ThenBy(p => p.Length).ThenBy(p => p, StringComparer.Ordinal);
        }

        private IEnumerable<Position> ByName(Position position, byte[] name) => StepAt(position) switch
        {
            { Kind: StepKind.Pattern } step when PatternOf(step.Name).Matches(name) => [position.After()],
            _ => ByAnyName(position),
        };

        private NamePattern PatternOf(string text)
        {
            if (!_patterns.TryGetValue(text, out var pattern))
            {
                _patterns.Add(text, pattern = new NamePattern(text));
            }

            return pattern;
        }

        private IEnumerable<Position> ByPattern(Position position, string pattern) => StepAt(position) switch
        {
            { Kind: StepKind.Pattern } step when PatternRelation.Contains(step.Name, pattern) => [position.After()],
            _ => ByAnyName(position),
        };

        private IEnumerable<Position> ByAnyName(Position position) => StepAt(position)?.Kind switch
        {
            StepKind.AnyName => [position.After()],
            StepKind.AnyDepth => AnyDepth(position),
            _ => [],
        };

        private IEnumerable<Position> ByElement(Position position) => StepAt(position)?.Kind switch
        {
            StepKind.Element => [position.After()],
            StepKind.AnyDepth => AnyDepth(position),
            _ => [],
        };

        private IEnumerable<Position> AnyDepth(Position position) => IsLast(position) ? [position, position.After()] : [position];

        private List<Position> ByLayer(AddressState state, Position[] positions)
        {
            StepKind? into = state.Rule >= 0 && rules[state.Rule].As is { IsEmpty: false } format
                ? format.Alternatives[0][^1] switch
                {
                    Codec.Json => StepKind.IntoJson,
                    Codec.Form or Codec.Query => StepKind.IntoForm,
                    Codec.PackedByDot or Codec.PackedByTwo => StepKind.IntoPacked,
                    _ => null,
                }
                : null;
            var entering = positions.Where(p => into is not null && StepAt(p)?.Kind == into).ToList();
            _entered.UnionWith(entering);
            return [.. entering.Select(p => p.After())];
        }

        private AddressStep? StepAt(Position position)
        {
            var steps = rules[position.Rule].Address.Steps;
            return position.Step < steps.Length ? steps[position.Step] : null;
        }

        private bool IsLast(Position position) => position.Step == rules[position.Rule].Address.Steps.Length - 1;

        private Specificity SpecificityOf(int rule) => rules[rule].Address.Specificity;
    }

    private sealed class SamePositions : IEqualityComparer<Position[]>
    {
        public bool Equals(Position[]? x, Position[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(Position[] obj)
        {
            var hash = default(HashCode);
            foreach (var position in obj)
            {
                hash.Add((position.Rule * (FieldAddress.MaxSteps + 1)) + position.Step);
            }

            return hash.ToHashCode();
        }
    }

    private readonly record struct Position(int Rule, int Step) : IComparable<Position>
    {
        public Position After() => this with { Step = Step + 1 };

        public int CompareTo(Position other) => Rule != other.Rule ? Rule.CompareTo(other.Rule) : Step.CompareTo(other.Step);

        public static bool operator <(Position left, Position right) => left.CompareTo(right) < 0;

        public static bool operator >(Position left, Position right) => left.CompareTo(right) > 0;

        public static bool operator <=(Position left, Position right) => left.CompareTo(right) <= 0;

        public static bool operator >=(Position left, Position right) => left.CompareTo(right) >= 0;
    }
}
