import { WebSocket } from "ws";
const base=process.argv[2].replace("http","ws");
const id="019bc0fd-89c0-7063-95d1-15bf972c531f";
for (const [pid,protocols] of [[id,["heal7.v1","bearer.YS5iLmM"]],[id,["heal7.v1"]],[id,[]],["01936f5e-7a10-7b3c-8d4e-5f60718293a4",["heal7.v1","bearer.YS5iLmM"]],["nope",["heal7.v1"]]]) {
  await new Promise(r=>{
    const s=new WebSocket(base+"/ws/"+pid,protocols);
    s.on("open",()=>{console.log(pid,protocols,"open",s.protocol); s.send('{"type":"ping","id":"1"}'); setTimeout(()=>s.send(JSON.stringify({type:"authenticate",id:"2",data:{token:"eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIwMTkzNmY1ZSJ9.c2lnbmF0dXJl"}})),50); setTimeout(()=>{s.close()},200)});
    s.on("message",m=>console.log(String(m).slice(0,300)));
    s.on("close",(c,re)=>{console.log("close",c,String(re)); r()});
    s.on("error",e=>{console.log("error",e.message)});
  });
}
