# A language that is not built in. The sentences that are not here are English.
title = Do shíntiús
sign-out = Logáil amach
retry = Bain triail eile as
