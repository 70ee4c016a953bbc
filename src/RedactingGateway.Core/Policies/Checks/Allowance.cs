using System.Collections.Immutable;
using RedactingGateway.Core.Policies.Declarations;

namespace RedactingGateway.Core.Policies.Checks;

/// <summary>That a purpose of a destination allows a category.</summary>
/// <param name="Bit">The purpose's place in the destination, from 0.</param>
/// <param name="Purpose">The purpose.</param>
/// <param name="Allow">Its line.</param>
internal readonly record struct Allowance(int Bit, PurposeReference Purpose, AllowDeclaration Allow)
{
    public ulong Mask => 1UL << Bit;
}

/// <summary>What the purposes of a destination say of one field.</summary>
/// <param name="allowances">Purposes that allow it, in bit order.</param>
/// <param name="never">The line of <c>never:</c> that forbids it, or null.</param>
/// <param name="deviceDenied">Lines of purposes that would allow it, had they the right to read the device.</param>
/// <param name="notNamed">Lines that would cover the category if it had not to be named exactly.</param>
internal sealed class Verdict(ImmutableArray<Allowance> allowances, NamedCategory? never, ImmutableArray<AllowDeclaration> deviceDenied, ImmutableArray<AllowDeclaration> notNamed)
{
    private ImmutableArray<ImmutableArray<Allowance>> _groups;

    public ImmutableArray<Allowance> Allowances => allowances;

    public NamedCategory? Never => never;

    public ImmutableArray<AllowDeclaration> DeviceDenied => deviceDenied;

    public ImmutableArray<AllowDeclaration> NotNamed => notNamed;

    public bool IsDeviceDenied => !DeviceDenied.IsEmpty;

    /// <summary>Purposes with equal forms, in bit order of their first.</summary>
    public ImmutableArray<ImmutableArray<Allowance>> Groups => _groups.IsDefault ? _groups = Group() : _groups;

    private ImmutableArray<ImmutableArray<Allowance>> Group()
    {
        var groups = new List<List<Allowance>>();
        foreach (var allowance in allowances)
        {
            var group = groups.Find(g => g[0].Allow.Form.IsSameAs(allowance.Allow.Form));
            if (group is null)
            {
                groups.Add(group = []);
            }

            group.Add(allowance);
        }

        return [.. groups.Select(g => g.ToImmutableArray())];
    }
}
