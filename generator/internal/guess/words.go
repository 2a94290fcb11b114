package guess

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A field is a canonical column, what it holds, and what exports call it.
type field struct {
	name  string
	cell  cell
	names []string
}

// named makes a field; the names are separated by commas, the likeliest first:
// English, then German, Spanish, French, Italian, Portuguese and Dutch, and what
// common programs write.
func named(name string, c cell, names string) field {
	f := field{name: name, cell: c}
	for n := range strings.SplitSeq(names, ",") {
		f.names = append(f.names, letters(n))
	}
	return f
}

// letters is a name in small letters without marks, its words separated by blanks.
func letters(name string) string {
	name = strings.NewReplacer("ß", "ss", "ä", "ae", "ö", "oe", "ü", "ue", "æ", "ae", "ø", "o").Replace(strings.ToLower(norm.NFC.String(name)))
	var b strings.Builder
	blank := false
	for _, r := range norm.NFKD.String(name) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if blank && b.Len() > 0 {
				b.WriteByte(' ')
			}
			blank = false
			b.WriteRune(r)
		default:
			blank = true
		}
	}
	return b.String()
}

// suits tells how well a column's name says that it is the field: equal names best,
// then those that hold one of the names among other words.
func (f field) suits(column string) int {
	best := 0
	for i, name := range f.names {
		points := 0
		switch {
		case column == name, strings.ReplaceAll(column, " ", "") == strings.ReplaceAll(name, " ", ""):
			points = 1000 - i
		case strings.Contains(" "+column+" ", " "+name+" "):
			points = 500 - i - 40*(strings.Count(column, " ")-strings.Count(name, " "))
			if f.cell == answer { // a question may be long
				points = max(points, 40-min(i, 30))
			}
		}
		best = max(best, points)
	}
	return best
}

const (
	idNames       = "id,call id,contact id,ticket id,case id,interaction id,conversation id,ticket number,case number,call ref,reference,ref,ticket,case,number,key,call,sheet,vorgang,ticketnummer,fallnummer,anruf id,id llamada,numero de caso,id appel,numero de ticket,id chiamata,numero ticket,id chamada,gespreks id"
	openedNames   = "opened at,opened,created at,created,created on,start time,started at,start,call start,call date,date time,datetime,timestamp,received,received at,arrival,arrived at,contact date,date,day,initiation timestamp,eroeffnet,erstellt,erstellt am,eingang,eingegangen,anrufbeginn,anrufzeit,anrufdatum,anruf am,gespraechsbeginn,zeitstempel,zeitpunkt,beginn,datum,tag,fecha y hora,fecha de creacion,fecha,dia,inicio,abierto,date d appel,cree le,debut,date de creation,data e ora,data,aperto,inizio,criado em,data e hora,aangemaakt,geopend"
	clockNames    = "time,call time,time of day,start time,interval,half hour,uhrzeit,zeit,hora,heure,ora,orario,horario,tijd"
	teamNames     = "team,queue,queue name,skill,skill group,topic,department,group,assignment group,service,line,split,warteschlange,gruppe,abteilung,thema,equipo,cola,departamento,grupo,tema,file d attente,file,equipe,service client,coda,gruppo,reparto,squadra,fila,wachtrij,afdeling"
	channelNames  = "channel,contact channel,media type,medium,via,contact type,kanal,kontaktkanal,canal,canale,kanaal"
	csatNames     = "csat,satisfaction,satisfaction rating,satisfaction score,satisfied,customer satisfaction,overall satisfaction,how satisfied,zufriedenheit,zufrieden,kundenzufriedenheit,satisfaccion,satisfecho,satisfait,soddisfazione,satisfacao,tevredenheid"
	npsNames      = "nps,nps score,recommend,likelihood to recommend,how likely,net promoter,net promoter score,netpro,recommendation,weiterempfehlung,empfehlung,weiterempfehlen,recomendacion,recomendar,recomendaria,recommandation,recommander,raccomandazione,raccomandare,consiglierebbe,recomendacao,aanbeveling,aanbevelen"
	trustNames    = "trust,i trust,vertrauen,confianza,confiance,fiducia,confianca,vertrouwen"
	fcrNames      = "fcr,first contact resolution,solved first time,resolved first time,solved,resolved,beim ersten mal geloest,geloest,resuelto,resolu,risolto,resolvido,opgelost"
	helpfulNames  = "helpful,was this page helpful,did this page help,was this helpful,hilfreich,hat diese seite geholfen,util,le ha servido esta pagina"
	baseNames     = "customers,subscribers,accounts,policies,contracts,journeys,passengers,households,members,kunden,vertraege,fahrten,fahrgaeste,haushalte,clientes,abonados,contratos,viajes,viajeros,hogares,clients,abonnes,clienti"
	questionNames = "question,item,statement,frage,aussage,pregunta,domanda,vraag"
	scoreNames    = "score,answer,response,rating,value,antwort,bewertung,respuesta,puntuacion,reponse,note,risposta,punteggio,antwoord"
	periodNames   = "period,round,month,quarter,monat,zeitraum,quartal,periodo,mes,trimestre,mois,periode,mese,maand"
)

// ofEmployers are words for an NPS that only employees are asked for.
var ofEmployers = []string{"enps", "recommend as employer", "place to work", "employer", "als arbeitgeber", "arbeitgeber", "lugar de trabajo", "comme employeur", "employeur", "datore di lavoro", "werkgever"}

// fields are what is looked for in each kind.
var fields = map[string][]field{
	"contacts": {
		named("id", hashed, idNames),
		named("opened_at", stamp, openedNames),
		named("team", text, teamNames),
		named("channel", text, channelNames),
		named("customer", text, "customer id,customer,account,account id,account number,client id,caller id,ani,kunde,kundennummer,cliente,id cliente,client,numero client,klant,klantnummer"),
		named("reason", text, "reason,contact reason,category,call reason,call type,wrap up code,disposition,grund,anliegen,kategorie,motivo,categoria,motif,raison,categorie,reden"),
		named("answered", flag, "answered,answered y n,handled,accepted,is answered,angenommen,beantwortet,atendida,atendido,contestada,respondida,repondu,decroche,traite,risposta,risposto,beantwoord"),
		named("abandoned", flag, "abandoned,abandoned y n,is abandoned,hung up,lost,aufgelegt,abgebrochen,verloren,abandonada,abandonado,abandonne,perdu,abbandonata,perduta,opgehangen"),
		named("answered_at", stamp, "answered at,answer time,answered time,connected at,connected to agent timestamp,angenommen um,beantwortet am,atendida a las,decroche a"),
		named("wait_seconds", seconds, "wait seconds,wait time,wait,waiting time,queue time,time in queue,speed of answer,speed of answer in seconds,answer speed,queue duration,wait time s,queue time s,wartezeit,wartedauer,tiempo de espera,espera,temps d attente,attente,tempo di attesa,attesa,tempo de espera,wachttijd"),
		named("handle_seconds", seconds, "handle seconds,handle time,talk time,talk duration,avgtalkduration,call duration,duration,aht,bearbeitungszeit,gespraechsdauer,dauer,duracion,tiempo de conversacion,duree,durata,duracao,duur"),
		named("resolved_first", flag, fcrNames),
		named("reopened", flagOrCount, "reopened,reopen count,reopens,wiedereroeffnet,reabierto,rouvert,riaperto,heropend"),
		named("reassigned", flagOrCount, "reassigned,reassignment count,transfers,transferred,weitergeleitet,transferido,transfere"),
		named("due_met", flag, "made sla,sla met,within sla,sla eingehalten,sla cumplido,sla respecte"),
		named("due_at", stamp, "due at,due,due date,deadline,faellig,faellig am,vence,vencimiento,echeance,scadenza"),
		named("first_reply_at", stamp, "first reply at,first reply,first response at,first response,first response time,erste antwort,primera respuesta,premiere reponse,prima risposta,eerste antwoord"),
		named("closed_at", stamp, "closed at,closed,resolved at,solved at,closed on,completed at,geschlossen,geschlossen am,erledigt,geloest am,cerrado,fecha de cierre,clos le,cloture,chiuso,fechado em,gesloten"),
		named("updated_at", stamp, "updated at,sys updated at,last updated,last modified,modified,geaendert,actualizado,modifie le"),
		named("csat", answer, csatNames),
		named("nps", answer, npsNames),
	},
	"complaints": {
		named("id", hashed, "complaint id,complaint number,complaint,complaint ref,case ref,beschwerdenummer,beschwerde,beschwerde nr,queja,numero de queja,reclamacion,"+idNames),
		named("opened_at", stamp, openedNames),
		named("team", text, teamNames+",product group,product"),
		named("channel", text, channelNames),
		named("reason", text, "reason,matter,about,complaint type,complaint category,category,main cause,cause,issue,grund,anliegen,kategorie,beschwerdegrund,motivo,categoria,asunto"),
		named("closed_at", stamp, "closed at,closed,resolved at,resolved,answered at,full response,closed on,completed at,geschlossen,geschlossen am,erledigt,erledigt am,beantwortet am,cerrada,cerrado,fecha de cierre,resuelta,clos le,chiuso"),
		named("upheld", flag, "upheld,complaint upheld,outcome,decision,justified,berechtigt,begruendet,ergebnis,estimada,procedente,resultado,fondee,accolto"),
		named("escalated", flag, "escalated,to the ombudsman,ombudsman,referred to the ombudsman,referred to ombudsman,to dispute resolution,adr,schlichtung,schlichtungsstelle,zur schlichtungsstelle,ombudsstelle,defensor del cliente,arbitraje,mediateur"),
		named("updated_at", stamp, "updated at,last updated,last modified,modified,geaendert,actualizado"),
	},
	"denominators": {
		named("period", period, periodNames),
		named("count", count, baseNames),
		named("team", text, teamNames),
		named("channel", text, channelNames),
	},
	"intervals": {
		named("start", stamp, "start,interval start,interval,start time,date time,date,"+openedNames),
		named("minutes", count, "minutes,interval minutes,interval length,minuten,minutos"),
		named("offered", count, "offered,calls offered,contacts offered,calls received,incoming calls,inbound,calls,angeboten,anrufe,eingehende anrufe,ofrecidas,llamadas ofrecidas,recibidas,entrantes,appels presentes,appels recus,presentes,offerte,ricevute,oferecidas,aangeboden"),
		named("answered", count, "answered,calls answered,handled,calls handled,angenommen,beantwortet,atendidas,contestadas,traites,repondus,appels traites,risposte,beantwoord"),
		named("abandoned", count, "abandoned,calls abandoned,lost,aufgelegt,verloren,abandonadas,abandonnes,perdus,abbandonate,opgehangen"),
		named("answered_in_time", count, "answered in time,answered within threshold,answered within,answered in,handled within,handled in,within sl,acceptable,calls within service level,in sla,handled in time,in zeit angenommen,im service level,atendidas en plazo,dentro de nivel,traites dans le delai,in tempo,binnen norm"),
		named("blocked", count, "blocked,calls blocked,blocked calls,busy calls,engaged calls,force busy calls,besetzt,abgewiesen,ocupadas,bloqueadas"),
		named("self_served", count, "self served,self service calls,contained,contained calls,ivr contained,handled by ivr,ivr completed,autoservicio"),
		named("left_menu", count, "left menu,abandoned in ivr,ivr abandoned,abandoned in menu,im menue aufgelegt,abandonadas en el menu"),
		named("wait_seconds_total", seconds, "wait seconds total,total wait time,wait total,total queue time,wartezeit gesamt,tiempo de espera total"),
		named("asa_seconds", seconds, "asa,asa seconds,average speed of answer,average wait,mittlere wartezeit,tiempo medio de espera,temps moyen d attente"),
		named("handle_seconds_total", seconds, "handle seconds total,total handle time,handle total"),
		named("team", text, teamNames),
		named("channel", text, channelNames),
	},
	"responses": {
		named("id", hashed, "id,response id,respid,submission id,survey id,"+idNames),
		named("answered_at", stamp, "answered at,completed,completed at,submitted,submitted at,response date,end date,enddate,recorded date,survey date,beantwortet am,abgegeben,ausgefuellt,respondido,fecha de respuesta,date de reponse,"+openedNames),
		named("period", period, periodNames),
		named("team", text, teamNames),
		named("channel", text, channelNames),
		named("csat", answer, csatNames),
		named("nps", answer, npsNames),
		named("trust", answer, trustNames),
		named("fcr", answer, fcrNames),
		named("helpful", answer, helpfulNames),
		named("question", text, questionNames),
		named("score", answer, scoreNames),
	},
	"employees": {
		named("wave", wave, "wave,round,survey wave,survey,period,quarter,date,welle,runde,quartal,oleada,ronda,vague,trimestre,rilevazione,ronde"),
		named("group", text, "group,department,unit,team,area,abteilung,bereich,gruppe,departamento,area,equipo,departement,service,equipe,reparto,afdeling"),
		named("respondent", text, "respondent,respondent id,employee id,participant,response id,id,teilnehmer,mitarbeiter,participante,repondant,rispondente,deelnemer"),
		named("enps", answer, strings.Join(ofEmployers, ",")+","+npsNames),
		named("question", text, questionNames),
		named("score", answer, scoreNames),
	},
	"checks": {
		named("id", hashed, "id,check id,check,audit id,"+idNames),
		named("date", stamp, "date,checked at,check date,audit date,evaluation date,"+openedNames),
		named("measure", text, "measure,check type,rule,requirement,criterion,category,merkmal,regel,anforderung,medida,requisito,regle,exigence,criterio"),
		named("passed", flagOrCount, "passed,pass,result,met,compliant,ok,bestanden,eingehalten,ergebnis,cumple,resultado,aprobado,conforme,resultat,superato,geslaagd"),
		named("total", count, "total,checked,checks,of,gesamt,geprueft,totale,totaal"),
		named("team", text, teamNames),
		named("channel", text, channelNames),
	},
	"invitations": {
		named("period", period, periodNames),
		named("wave", wave, "wave,round,welle,oleada,vague"),
		named("invited", count, "invited,sent,surveys sent,invitations,eingeladen,verschickt,invitados,enviadas,invites,envoyes,invitati,uitgenodigd"),
		named("delivered", count, "delivered,zugestellt,entregadas,delivres,consegnati,bezorgd"),
		named("team", text, teamNames),
		named("channel", text, channelNames),
	},
	"scores": {
		named("period", period, periodNames+",date,year,jahr"),
		named("metric", text, "metric,measure,kpi,indicator,kennzahl,indicador,indicateur,indicatore"),
		named("team", text, teamNames),
		named("channel", text, channelNames),
		named("numerator", count, "numerator,zaehler,numerador,numerateur,numeratore"),
		named("denominator", count, "denominator,nenner,denominador,denominateur,denominatore"),
		named("promoters", count, "promoters,promotoren,promotores,promoteurs"),
		named("passives", count, "passives,passive,pasivos,passifs"),
		named("detractors", count, "detractors,detraktoren,detractores,detracteurs"),
		named("value", number, "value,score,wert,valor,valeur,valore"),
		named("n", count, "n,count,answers,anzahl"),
	},
}
