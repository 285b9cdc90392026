// A hand-off token in C#, with the base library. Prints a token for the user in the first argument.
using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

static class Handoff
{
    static string Part(byte[] data) =>
        Convert.ToBase64String(data).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public static string Token(string id, string name, string email, string secret, string issuer, string audience)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>
        {
            ["iss"] = issuer, // identity.handoff.issuer
            ["aud"] = audience, // the address of the page: server.public_url
            ["sub"] = id, // the stable id, never an e-mail address
            ["name"] = name,
            ["email"] = email,
            ["iat"] = now,
            ["exp"] = now + 60, // five minutes at most
            ["jti"] = Guid.NewGuid().ToString(), // each token counts once
        };
        var header = new Dictionary<string, object> { ["alg"] = "HS256", ["typ"] = "JWT" };
        var message = Part(JsonSerializer.SerializeToUtf8Bytes(header)) + "." + Part(JsonSerializer.SerializeToUtf8Bytes(claims));
        using var mac = new HMACSHA256(Encoding.UTF8.GetBytes(secret));
        return message + "." + Part(mac.ComputeHash(Encoding.ASCII.GetBytes(message)));
    }

    static void Main(string[] arguments)
    {
        string Env(string name) => Environment.GetEnvironmentVariable(name);
        Console.WriteLine(Token(arguments[0], "Zoë Weiß", "zoe@acme.example",
            Env("HANDOFF_KEY"), Env("HANDOFF_ISSUER"), Env("HANDOFF_AUDIENCE")));
    }
}
