#!/bin/bash
exec node /usr/share/grafana/server.js
