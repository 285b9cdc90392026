// A hand-off token in Go, with the standard library. Prints a token for the user in the first argument; with a second one,
// the address that this user's sign-out leads to.
package main

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"time"
)

type user struct{ ID, Name, Email string }

func handoffToken(who user, secret, issuer, audience string) (string, error) {
	id := make([]byte, 16)
	if _, err := rand.Read(id); err != nil {
		return "", err
	}
	now := time.Now().Unix()
	claims, err := json.Marshal(map[string]any{
		"iss":   issuer,   // identity.handoff.issuer
		"aud":   audience, // the address of the page: server.public_url
		"sub":   who.ID,   // the stable id, never an e-mail address
		"name":  who.Name,
		"email": who.Email,
		"iat":   now,
		"exp":   now + 60,               // five minutes at most
		"jti":   hex.EncodeToString(id), // each token counts once
	})
	if err != nil {
		return "", err
	}
	part := base64.RawURLEncoding.EncodeToString
	message := part([]byte(`{"alg":"HS256","typ":"JWT"}`)) + "." + part(claims)
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(message))
	return message + "." + part(mac.Sum(nil)), nil
}

// Where your own sign-out sends the browser once it has ended your session: the page's session ends too.
func signOutAddress(who user, secret, issuer, page, next string) (string, error) {
	token, err := handoffToken(who, secret, issuer, page+"/logout")
	if err != nil {
		return "", err
	}
	return page + "/logout?" + url.Values{"token": {token}, "next": {next}}.Encode(), nil
}

func main() {
	who := user{os.Args[1], "Zoë Weiß", "zoe@acme.example"}
	key, issuer, page := os.Getenv("HANDOFF_KEY"), os.Getenv("HANDOFF_ISSUER"), os.Getenv("HANDOFF_AUDIENCE")
	text, err := handoffToken(who, key, issuer, page)
	if len(os.Args) > 2 {
		text, err = signOutAddress(who, key, issuer, page, os.Args[2])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(text)
}
