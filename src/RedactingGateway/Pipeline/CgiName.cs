namespace RedactingGateway.Pipeline;

/// <summary>Compares names of headers as CGI, WSGI and PHP do: <c>X-Privacy-Grant</c> and <c>X_Privacy_Grant</c> are the same (RFC 3875 § 4.1.18).</summary>
internal static class CgiName
{
    public static bool Equals(string name, string expected) => name.Length == expected.Length && StartsWith(name, expected);

    public static bool StartsWith(string name, string prefix)
    {
        if (name.Length < prefix.Length)
        {
            return false;
        }

        for (var i = 0; i < prefix.Length; i++)
        {
            if (name[i] == '_' ? prefix[i] != '-' : char.ToUpperInvariant(name[i]) != char.ToUpperInvariant(prefix[i]))
            {
                return false;
            }
        }

        return true;
    }
}
