package server
import "log/slog"
import "net/http"
type Server struct{ log *slog.Logger }
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {}
