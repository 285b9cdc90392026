// GET /whoami in Go, for a reverse proxy that asks your application who is signed in. Go writes the bytes of a text as they
// are, so a name in UTF-8 arrives as one.
package main

import (
	"log"
	"net/http"
	"os"
	"strconv"
)

type user struct {
	ID                    int
	Name, Email, Language string
}

func whoami(w http.ResponseWriter, who *user) {
	if who != nil {
		w.Header().Set("X-User-Id", strconv.Itoa(who.ID)) // the stable id, never an e-mail address
		w.Header().Set("X-User-Name", who.Name)
		w.Header().Set("X-User-Email", who.Email)
		w.Header().Set("X-User-Language", who.Language)
	}
	w.WriteHeader(http.StatusNoContent)
}

// Below is what your application has already: a session in a cookie.
var users = map[string]*user{"alice": {42, "Łukasz Żak", "lukasz@acme.example", "fr"}}

func main() {
	http.HandleFunc("/whoami", func(w http.ResponseWriter, r *http.Request) {
		var who *user
		if session, err := r.Cookie("session"); err == nil {
			who = users[session.Value]
		}
		whoami(w, who)
	})
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), nil))
}
