// A hand-off token in C#, with the base library: a class to copy into your project. show/csharp.cs calls it.
using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

static class Handoff
{
    static string Part(byte[] data) =>
        Convert.ToBase64String(data).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    // `id` is a text. Of a number: id.ToString(CultureInfo.InvariantCulture).
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

    // Where your own sign-out sends the browser once it has ended your session: the page's session ends too.
    public static string SignOutAddress(string id, string name, string email, string secret, string issuer, string page, string next)
    {
        var token = Token(id, name, email, secret, issuer, page + "/logout");
        return page + "/logout?token=" + token + "&next=" + Uri.EscapeDataString(next);
    }
}
