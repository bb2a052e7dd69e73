package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// A child is a server in a process of its own.
type child struct {
	cmd   *exec.Cmd
	addr  string // HOST:PORT
	ended chan error
}

var address = regexp.MustCompile(`http://([0-9.]+:[0-9]+)`)

// start runs a program that prints where it listens.
func start(name string, args ...string) (*child, error) {
	cmd := exec.Command(name, args...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("%w (make build makes it)", err)
	}
	c := &child{cmd: cmd, ended: make(chan error, 1)}
	first := make(chan string, 1)
	go func() {
		lines := bufio.NewReader(out)
		line, _ := lines.ReadString('\n')
		first <- line
		io.Copy(io.Discard, lines)
		c.ended <- cmd.Wait()
	}()
	select {
	case line := <-first:
		if m := address.FindStringSubmatch(line); m != nil {
			c.addr = m[1]
			return c, nil
		}
		return nil, fmt.Errorf("%s says %q instead of where it is", name, line)
	case <-time.After(time.Minute):
		c.kill()
		return nil, fmt.Errorf("%s does not say where it is", name)
	}
}

// serve runs rolecall over a database, without limits for the one address that all of the load comes from.
func serve(database string) (*child, error) {
	return start(program, "serve", "--listen", "127.0.0.1:0", "--database", database, "--writes", "100000000/100000000", "--evaluations", "100000000")
}

// kill ends it as a loss of power would end the process.
func (c *child) kill() {
	c.cmd.Process.Signal(syscall.SIGKILL)
	<-c.ended
}

// stop ends it in order.
func (c *child) stop() error {
	c.cmd.Process.Signal(syscall.SIGTERM)
	return <-c.ended
}

// resident is its memory, in bytes.
func (c *child) resident() (int, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", c.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(text)) {
		if value, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(value), " kB"))
			return kb << 10, err
		}
	}
	return 0, errors.New("no VmRSS")
}

// A conn is one connection that is kept: as little of HTTP as the load needs, so that what is measured is the server.
type conn struct {
	net.Conn
	in *bufio.Reader
}

func dial(addr string) (*conn, error) {
	c, err := net.DialTimeout("tcp", addr, 10*time.Second)
	if err != nil {
		return nil, err
	}
	return &conn{c, bufio.NewReaderSize(c, 64<<10)}, nil
}

// do sends a whole request and reads its answer; body is nil unless it is wanted.
func (c *conn) do(request []byte, wantBody bool) (status int, body []byte, err error) {
	c.SetDeadline(time.Now().Add(time.Minute))
	if _, err := c.Write(request); err != nil {
		return 0, nil, err
	}
	line, err := c.in.ReadSlice('\n')
	if err != nil {
		return 0, nil, err
	}
	if len(line) < 12 {
		return 0, nil, fmt.Errorf("answered %q", line)
	}
	if status, err = strconv.Atoi(string(line[9:12])); err != nil {
		return 0, nil, err
	}
	length := 0
	for {
		if line, err = c.in.ReadSlice('\n'); err != nil {
			return 0, nil, err
		}
		if len(line) <= 2 {
			break
		}
		const name = "content-length: "
		if len(line) > len(name) && (line[0] == 'C' || line[0] == 'c') && strings.EqualFold(string(line[:len(name)]), name) {
			if length, err = strconv.Atoi(strings.TrimSpace(string(line[len(name):]))); err != nil {
				return 0, nil, err
			}
		}
	}
	if wantBody {
		body = make([]byte, length)
		_, err = io.ReadFull(c.in, body)
		return status, body, err
	}
	_, err = c.in.Discard(length)
	return status, nil, err
}

func getRequest(path string) []byte {
	return []byte("GET " + path + " HTTP/1.1\r\nHost: rolecall.test\r\nAccept-Encoding: gzip\r\n\r\n")
}

func saveRequest(document string) []byte {
	return fmt.Appendf(nil, "POST /api/scenarios HTTP/1.1\r\nHost: rolecall.test\r\nContent-Type: text/markdown\r\nContent-Length: %d\r\n\r\n%s", len(document), document)
}
