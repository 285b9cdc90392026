// Prints a token for the user in the first argument; with a second one, the address that this user's sign-out leads to.
package main

import (
	"fmt"
	"os"
	"strconv"
)

func main() {
	who := user{os.Args[1], "Zoë Weiß", "zoe@acme.example"}
	// A number becomes a text, as for an id that a database counts.
	if number, err := strconv.ParseInt(os.Args[1], 10, 64); err == nil {
		who.ID = strconv.FormatInt(number, 10)
	}
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
