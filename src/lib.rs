//! proabono-portal
