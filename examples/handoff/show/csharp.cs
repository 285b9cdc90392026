// Prints a token for the user in the first argument; with a second one, the address that this user's sign-out leads to.
using System;
using System.Globalization;

static class Show
{
    static void Main(string[] arguments)
    {
        string Env(string name) => Environment.GetEnvironmentVariable(name);
        var (name, email) = ("Zoë Weiß", "zoe@acme.example");
        var (key, issuer, page) = (Env("HANDOFF_KEY"), Env("HANDOFF_ISSUER"), Env("HANDOFF_AUDIENCE"));
        // A number becomes a text, as for an id that a database counts.
        var id = long.TryParse(arguments[0], out var number) ? number.ToString(CultureInfo.InvariantCulture) : arguments[0];
        Console.WriteLine(arguments.Length > 1
            ? Handoff.SignOutAddress(id, name, email, key, issuer, page, arguments[1])
            : Handoff.Token(id, name, email, key, issuer, page));
    }
}
