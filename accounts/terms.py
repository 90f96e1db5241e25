"""The terms of use and what is said about privacy. A changed meaning is a new version, and everybody is asked again."""

VERSION = "2026-12"
TO_ACCEPT = "terms_to_accept"  # in the session of somebody who signed in and has not accepted this version
