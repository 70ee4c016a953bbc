#pragma warning disable
namespace RedactingGateway.Core.Signals.Tcf { 
public enum TcfValidity { Valid, Expired }
public sealed class TcString { public static bool TryRead(System.ReadOnlySpan<char> t, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out TcString? s) { s = null; return false; } public bool Permits(int purpose, int? vendorId, bool asLegitimateInterest) => false; public TcfValidity Check(System.DateTimeOffset now) => TcfValidity.Valid; } }
namespace RedactingGateway.Core.Signals.Gpp { using RedactingGateway.Core.Signals.Tcf;
public sealed class GppString { public static bool TryRead(System.ReadOnlySpan<char> t, System.ReadOnlySpan<char> sid, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out GppString? s) { s = null; return false; } public TcString? Tcf => null; public bool RefusesSaleSharingOrTargeting => false; } }
namespace RedactingGateway.Core.Signals.Google { 
public enum ConsentState { Unset, Granted, Denied }
public sealed class GoogleConsent { public static bool TryRead(System.ReadOnlySpan<char> gcs, System.ReadOnlySpan<char> gcd, System.ReadOnlySpan<char> npa, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out GoogleConsent? consent) { consent = null; return false; } public ConsentState AdStorage => 0; public ConsentState AdUserData => 0; public ConsentState AdPersonalization => 0; public ConsentState AnalyticsStorage => 0; } }
