#:sdk Microsoft.NET.Sdk.Web
// GET /whoami in C# (ASP.NET Core; a single file like this one needs .NET 10 or later), for a reverse proxy that asks your application who is signed in.
using System.Text;

var builder = WebApplication.CreateBuilder(args);
// Kestrel takes ASCII only, unless it is told that headers are UTF-8.
builder.WebHost.ConfigureKestrel(kestrel => kestrel.ResponseHeaderEncodingSelector = _ => Encoding.UTF8);
var app = builder.Build();

IResult WhoAmI(User? user, HttpResponse response)
{
    if (user is not null)
    {
        response.Headers["X-User-Id"] = user.Id.ToString(); // the stable id, never an e-mail address
        response.Headers["X-User-Name"] = user.Name;
        response.Headers["X-User-Email"] = user.Email;
        response.Headers["X-User-Language"] = user.Language;
    }
    return Results.NoContent();
}

// Below is what your application has already: a session in a cookie.
var users = new Dictionary<string, User> { ["alice"] = new(42, "Łukasz Żak", "lukasz@acme.example", "fr") };
app.MapGet("/whoami", (HttpContext context) =>
    WhoAmI(users.GetValueOrDefault(context.Request.Cookies["session"] ?? ""), context.Response));
app.Run("http://127.0.0.1:" + Environment.GetEnvironmentVariable("PORT"));

record User(int Id, string Name, string Email, string Language);
