using System.Text;

namespace RedactingGateway.Benchmarks;

/// <summary>A made-up policy of any size in a folder of its own; its destinations speak the shipped dictionaries of Google and Meta in turn.</summary>
internal static class LargePolicy
{
    private static readonly string[] Protocols = ["googleAnalytics4", "metaPixel", "metaConversionsApi"];

    /// <summary>Writes the policy.</summary>
    /// <param name="destinations">Number of destinations.</param>
    /// <param name="purposes">Number of purposes.</param>
    /// <param name="purposesEach">Purposes that each destination serves.</param>
    /// <returns>Its folder.</returns>
    public static string Write(int destinations, int purposes, int purposesEach)
    {
        var text = new StringBuilder("version: 1\ncontroller: { name: Shop, address: Street 1, contact: mail@shop.example }\nnever: [user.financial, user.payment, user.device.device_id]\npurposes:\n");
        for (var i = 0; i < purposes; i++)
        {
            text.Append(null, $"  p{i}:\n    use: analytics.reporting\n    basis: consent\n    title: {{ en: Purpose {i} }}\n    allow:\n");
            foreach (var (category, form) in new[] { ("user.behavior", "keep"), ("user.behavior.browsing_history", "{ scrubUrl: { keepParameters: [utm_source] } }"), ("user.unique_id", "{ pseudonymize: { rotate: 30d } }"), ("user.device", "generalize"), ("user.device.ip_address", "{ truncate: { ipv4: 24, ipv6: 48 } }") })
            {
                text.Append(null, $"      {category}: {{ treat: {form}, because: {{ en: Needed }} }}\n");
            }
        }

        text.Append("recipients:\n  vendor: { name: Vendor Ltd, country: IE, role: processor, privacyPolicy: \"https://vendor.example/privacy\", retention: 14 months }\ndestinations:\n");
        for (var i = 0; i < destinations; i++)
        {
            var named = string.Join(", ", Enumerable.Range(0, Math.Min(purposesEach, purposes)).Select(p => $"p{((i * purposesEach) + p) % purposes}"));
            text.Append(null, $"  tracker{i}:\n    recipient: vendor\n    protocol: {Protocols[i % Protocols.Length]}\n    path: /t/tracker{i}\n    hosts: {{ collect: \"https://c{i}.vendor.example\" }}\n    purposes: [{named}]\n");
        }

        var folder = Directory.CreateTempSubdirectory("large-policy-");
        File.WriteAllText(Path.Combine(folder.FullName, "gateway.yaml"), text.ToString());
        return folder.FullName;
    }
}
