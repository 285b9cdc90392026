# The benchmarks beside nginx share this: they set `visitor`, the headers of a request, and `path`, and source this file.

rounds=${ROUNDS:-5}
seconds=${SECONDS_EACH:-4}
connections=${CONNECTIONS:-32}
# How nginx treats files: this is its way for static sites that are tuned. Without a cache it opens the file each time.
nginx_files=${NGINX_FILES:-sendfile on; tcp_nopush on; open_file_cache max=10;}
server_core=${SERVER_CORE:-0}
load_core=${LOAD_CORE:-1}
program=${PROGRAM:-${CARGO_TARGET_DIR:-target}/dist/proabono-portal}

folder=$(mktemp -d)
children=()
finish() {
  local id
  for id in "${children[@]}"; do kill "$id" 2> /dev/null || true; done
  for id in "${children[@]}"; do wait "$id" 2> /dev/null || true; done
  rm -rf "$folder"
}
trap finish EXIT

fail() { printf 'benches: %s\n' "$*" >&2; exit 1; }

need() {
  local missing=() pair
  for pair in wrk:wrk nginx:nginx curl:curl taskset:util-linux; do
    command -v "${pair%%:*}" > /dev/null || missing+=("${pair##*:}")
  done
  [ ${#missing[@]} -eq 0 ] || fail "missing: ${missing[*]} (the names are Debian's). As root: apt-get install -y --no-install-recommends ${missing[*]}"
  [ "$(nproc)" -ge 2 ] || fail 'one core for the server and one for the load: this machine has a single one.'
}

# until_line FILE PATTERN: the first match of a line that a child writes, within ten seconds.
until_line() {
  local tries found
  for tries in $(seq 200); do
    found=$(grep -om1 "$2" "$1" || true)
    [ -z "$found" ] || { printf '%s\n' "$found"; return; }
    sleep 0.05
  done
  cat "$1" >&2
  fail "nothing like '$2' within ten seconds"
}

median() { sort -g | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
divided() { awk -v a="$1" -v b="$2" -v digits="${3:-2}" 'BEGIN { printf "%.*f\n", digits, a / b }'; }
# Processor time of a process, in ticks; the memory it holds, in megabytes.
ticks() { awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$1/stat"; }
memory() { awk '/^VmRSS/ { printf "%.1f\n", $2 / 1024 }' "/proc/$1/status"; }

start_emulator() {
  "$program" emulate --port 0 --hosted-origin https://mon-app.via.proabono.com > "$folder/emulator" 2>&1 &
  children+=($!)
  until_line "$folder/emulator" 'PROABONO_API_KEY=.*' > /dev/null
  local line
  while read -r line; do export "${line?}"; done < <(sed -n 's/^ *export //p' "$folder/emulator")
}

# nginx gets the same bytes, the same headers and the same core. Its own additions are switched off.
start_nginx() {
  curl -fsS "${visitor[@]}" -D "$folder/head" -o "$folder/page.html" "$portal_url"
  local port=$((20000 + $$ % 6000)) type
  type=$(tr -d '\r' < "$folder/head" | sed -n 's/^content-type: //Ip')
  {
    printf 'worker_processes 1; pid %s/pid; daemon off; error_log %s/error;\n' "$folder" "$folder"
    printf 'events { worker_connections 1024; }\nhttp {\n  access_log off; keepalive_requests 100000000; etag off;\n'
    printf '  %s default_type "%s";\n' "$nginx_files" "$type"
    printf '  server {\n    listen 127.0.0.1:%s; root %s;\n    location = %s {\n      try_files /page.html =404;\n' "$port" "$folder" "$path"
    tr -d '\r' < "$folder/head" | grep -ivE '^(http/|content-length|content-type|date|$)' \
      | sed -E "s/[\"\\\\]/\\\\&/g; s/^([^:]*): (.*)/      add_header \1 \"\2\";/"
    printf '    }\n  }\n}\n'
  } > "$folder/nginx.conf"
  chmod 755 "$folder"
  taskset -c "$server_core" nginx -p "$folder" -c "$folder/nginx.conf" 2> "$folder/error" &
  nginx_master=$!
  children+=("$nginx_master")
  nginx_url="http://127.0.0.1:$port$path"
  local tries
  for tries in $(seq 100); do curl -fs -o "$folder/same" "$nginx_url" && break || sleep 0.05; done
  cmp -s "$folder/page.html" "$folder/same" || { cat "$folder/error" >&2; fail 'nginx does not serve the page'; }
  nginx_worker=$(cat "/proc/$nginx_master/task/$nginx_master/children")
  nginx_worker=${nginx_worker// /}
}

# round NAME URL ID: requests per second, p99 in milliseconds and microseconds of processor time per request.
round() {
  local name=$1 url=$2 id=$3 before after
  before=$(ticks "$id")
  taskset -c "$load_core" wrk -t1 -c"$connections" -d"${seconds}s" --latency "${visitor[@]}" "$url" > "$folder/wrk"
  after=$(ticks "$id")
  ! grep -q 'Non-2xx' "$folder/wrk" || fail "$name answered with errors: $(grep Non-2xx "$folder/wrk")"
  awk -v ticks=$((after - before)) -v hertz="$(getconf CLK_TCK)" '
    function milliseconds(text) { return text * (text ~ /us$/ ? 0.001 : text ~ /ms$/ ? 1 : 1000) }
    $1 == "99%" { p99 = milliseconds($2) }
    /requests in/ { requests = $1 }
    /Requests\/sec/ { rate = $2 }
    END { printf "%.0f %.3f %.2f\n", rate, p99, ticks / hertz * 1e6 / requests }' "$folder/wrk" >> "$folder/$name.rounds"
  printf '  %-7s %s\n' "$name" "$(tail -n1 "$folder/$name.rounds" | awk '{ print $1 " requests/s, p99 " $2 " ms, " $3 " us of processor each" }')"
}

# column NUMBER: portal ÷ nginx in each round, then the median of the rounds.
column() {
  paste -d ' ' "$folder/portal.rounds" "$folder/nginx.rounds" \
    | awk -v at="$1" '{ print $at / $(at + 3) }' | median | xargs printf '%.2f'
}

say_busy() {
  awk -v busy="$1" 'BEGIN { exit busy < 1 }' \
    && printf 'others are at work here (load %s): requests/s and p99 tell about them too, processor time hardly\n' "$1" || true
}
