// A hand-off token in Go, with the standard library: two functions to copy into a package of yours. show/go.go, put beside
// this file, calls them.
package main

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"time"
)

type user struct {
	ID          string // of a number: strconv.FormatInt(id, 10)
	Name, Email string
}

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
